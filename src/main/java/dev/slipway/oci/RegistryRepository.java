package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.layout.Descriptor;
import dev.slipway.registry.Credential;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository in a registry, for one push.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push">OCI distribution specification, push</a>
 */
final class RegistryRepository {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final String DOCKER_HUB = "docker.io";

    private final Exchange exchange;
    private final RegistryLogin login;
    private final Refusals refusals;
    private final URI registry;
    private final String path;
    private @Nullable String authorization;

    private RegistryRepository(
            Exchange exchange, RegistryLogin login, Refusals refusals, URI registry, String repository) {
        this.exchange = exchange;
        this.login = login;
        this.refusals = refusals;
        this.registry = registry;
        this.path = repository;
    }

    /** The repository of a reference; finds out whether its registry speaks TLS. */
    static RegistryRepository of(ImageReference reference, Optional<Credential> credential, Deadline deadline) {
        RegistryHost host = Objects.requireNonNull(reference.host(), "a push goes to a registry");
        boolean isDockerHub = host.value().equals(DOCKER_HUB);
        String repository = reference.repository().value();
        Exchange exchange = new Exchange(reference, deadline);
        Refusals refusals = new Refusals(reference, credential);
        return new RegistryRepository(
                exchange,
                new RegistryLogin(exchange, credential, refusals),
                refusals,
                address(exchange, isDockerHub ? "registry-1.docker.io" : host.value(), refusals),
                isDockerHub && repository.indexOf('/') < 0 ? "library/" + repository : repository);
    }

    /** As engines do: TLS always, but a registry of this machine may go without. */
    private static URI address(Exchange exchange, String host, Refusals refusals) {
        URI secure = URI.create("https://" + host);
        if (!host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?")) {
            return secure;
        }
        try {
            exchange.sendOnce(HttpRequest.newBuilder(secure.resolve("/v2/")).build());
            return secure;
        } catch (ConnectException e) {
            throw refusals.of(e);
        } catch (IOException e) {
            if (ConnectionFailures.cause(e, CertificateException.class).isPresent()) {
                throw refusals.of(e);
            }
            return URI.create("http://" + host);
        }
    }

    /** Whether a manifest is there, and so all that it names. */
    boolean hasManifest(Descriptor manifest) {
        HttpResponse<String> response =
                send(request("HEAD", manifests(manifest.digest().value()), BodyPublishers.noBody())
                        .header("Accept", manifest.mediaType()));
        return isThere(response);
    }

    /** Whether a blob is there. */
    boolean hasBlob(Digest digest) {
        return isThere(send(request("HEAD", v2("/blobs/" + digest), BodyPublishers.noBody())));
    }

    private boolean isThere(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status != NOT_FOUND && status >= BAD_REQUEST) {
            throw refusals.of(response);
        }
        return status != NOT_FOUND;
    }

    /** Sends a blob in one piece. */
    void putBlob(Digest digest, Path file) throws IOException {
        HttpResponse<String> started = send(request("POST", v2("/blobs/uploads/"), BodyPublishers.noBody()));
        String location = started.headers().firstValue("Location").orElse("");
        if (started.statusCode() != ACCEPTED || location.isEmpty()) {
            throw started.statusCode() >= BAD_REQUEST
                    ? refusals.of(started)
                    : refusals.unexpected(
                            "the registry begins no upload, but answers with status " + started.statusCode());
        }
        URI upload = registry.resolve(location);
        URI target = URI.create(upload + (upload.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        HttpResponse<String> ended = send(
                request("PUT", target, BodyPublishers.ofFile(file)).header("Content-Type", "application/octet-stream"));
        requireCreated(ended);
    }

    /** Sends a manifest, under a digest or a tag. */
    void putManifest(Descriptor manifest, Path file, String name) throws IOException {
        HttpResponse<String> response = send(request("PUT", manifests(name), BodyPublishers.ofFile(file))
                .header("Content-Type", manifest.mediaType()));
        requireCreated(response);
        Optional<String> digest = response.headers().firstValue("Docker-Content-Digest");
        if (digest.isPresent() && !digest.get().equals(manifest.digest().value())) {
            throw refusals.unexpected(
                    "the registry holds " + digest.get() + " there, but " + manifest.digest() + " was pushed");
        }
    }

    private void requireCreated(HttpResponse<String> response) {
        if (response.statusCode() != CREATED && response.statusCode() != OK && response.statusCode() != ACCEPTED) {
            throw refusals.of(response);
        }
    }

    private URI manifests(String name) {
        return v2("/manifests/" + name);
    }

    private URI v2(String rest) {
        return registry.resolve("/v2/" + path + rest);
    }

    private static HttpRequest.Builder request(String method, URI target, BodyPublisher body) {
        return HttpRequest.newBuilder(target).method(method, body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = exchange.send(authorized(request));
            if (response.statusCode() != UNAUTHORIZED) {
                return response;
            }
            Optional<Challenge> challenge = Challenge.firstOf(response.headers().allValues("WWW-Authenticate"));
            if (challenge.isEmpty()) {
                return response;
            }
            Optional<String> answer = login.answer(challenge.get(), scope(), isEncrypted());
            if (answer.isEmpty()) {
                return response;
            }
            authorization = answer.get();
            return exchange.send(authorized(request));
        } catch (IOException e) {
            throw refusals.of(e);
        }
    }

    private boolean isEncrypted() {
        return "https".equals(registry.getScheme());
    }

    private String scope() {
        return "repository:" + path + ":pull,push";
    }

    /** An upload may lead to another host, which is not to see our login. */
    private HttpRequest authorized(HttpRequest.Builder request) {
        URI target = request.build().uri();
        if (authorization != null && Objects.equals(target.getRawAuthority(), registry.getRawAuthority())) {
            request.setHeader("Authorization", authorization);
        }
        return request.build();
    }
}
