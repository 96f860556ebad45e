package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A repository of a registry on loopback, which knows tags and manifests alone and tries nothing twice. */
public final class PlainRepository implements Repository {

    private static final String TYPES = "application/vnd.docker.distribution.manifest.v2+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.oci.image.manifest.v1+json,application/vnd.oci.image.index.v1+json";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RegistryHost host;
    private final RepositoryName name;
    private final String authorization;

    private PlainRepository(RegistryHost host, RepositoryName name, String authorization) {
        this.host = host;
        this.name = name;
        this.authorization = authorization;
    }

    /** The repository of a reference with a host, in a registry that lets everyone in. */
    public static PlainRepository of(ImageReference reference) {
        RegistryHost host = Optional.ofNullable(reference.host()).orElseThrow();
        return new PlainRepository(host, reference.repository(), "");
    }

    /** The same one, with a login. */
    public PlainRepository login(String user, String password) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new PlainRepository(host, name, "Basic " + login);
    }

    @Override
    public RegistryHost host() {
        return host;
    }

    @Override
    public RepositoryName name() {
        return name;
    }

    @Override
    public Optional<Digest> digestOf(Tag tag) {
        return send("HEAD", tag.value(), new byte[0], TYPES).map(PlainRepository::digest);
    }

    @Override
    public Optional<Manifest> manifest(Tag tag) {
        return manifest(tag.value());
    }

    @Override
    public Optional<Manifest> manifest(Digest digest) {
        return manifest(digest.value());
    }

    private Optional<Manifest> manifest(String reference) {
        return send("GET", reference, new byte[0], TYPES)
                .map(answer -> new Manifest(
                        digest(answer),
                        answer.headers().firstValue("Content-Type").orElseThrow(),
                        config(answer.body()),
                        answer.body()));
    }

    private static Digest digest(HttpResponse<byte[]> answer) {
        return Digest.parse(answer.headers().firstValue("Docker-Content-Digest").orElseThrow());
    }

    private static Optional<Digest> config(byte[] manifest) {
        try {
            JsonNode config =
                    new ObjectMapper().readTree(manifest).path("config").path("digest");
            return config.isMissingNode() ? Optional.empty() : Optional.of(Digest.parse(config.asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void tag(Manifest manifest, Tag tag) {
        send("PUT", tag.value(), manifest.content(), manifest.mediaType());
    }

    @Override
    public void checkPush() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copyFrom(Repository source, Manifest image) {
        throw new UnsupportedOperationException();
    }

    private Optional<HttpResponse<byte[]>> send(String method, String reference, byte[] body, String types) {
        String address = "http://" + host + "/v2/" + name + "/manifests/" + reference;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .method(method, BodyPublishers.ofByteArray(body))
                .header(method.equals("PUT") ? "Content-Type" : "Accept", types);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2 && answer.statusCode() != 404) {
                throw failure(address, "it answered with status " + answer.statusCode());
            }
            return answer.statusCode() == 404 ? Optional.empty() : Optional.of(answer);
        } catch (IOException e) {
            throw failure(address, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RegistryException failure(String address, String whatHappened) {
        return new RegistryException("Cannot ask " + address, whatHappened, "Look at the test.", null);
    }
}
