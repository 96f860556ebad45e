package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.layout.Descriptor;
import dev.slipway.registry.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

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
    private static final int NOT_FOUND = 404;

    private final RegistryClient client;
    private final Refusals refusals;

    /** The repository of a reference; finds out whether its registry speaks TLS. */
    RegistryRepository(ImageReference reference, Optional<Credential> credential, Deadline deadline) {
        RegistryHost host = Objects.requireNonNull(reference.host(), "a push goes to a registry");
        Errand errand = Errand.push(reference);
        Exchange exchange = new Exchange(Exchange.client(), errand, deadline);
        client = new RegistryClient(exchange, errand, host, reference.repository(), credential);
        refusals = client.refusals();
    }

    /** Whether a manifest is there, and so all that it names. */
    boolean hasManifest(Descriptor manifest) {
        HttpResponse<byte[]> response =
                client.send(request("HEAD", manifests(manifest.digest().value()), BodyPublishers.noBody())
                        .header("Accept", manifest.mediaType()));
        return isThere(response);
    }

    /** Whether a blob is there. */
    boolean hasBlob(Digest digest) {
        return isThere(client.send(request("HEAD", client.address("/blobs/" + digest), BodyPublishers.noBody())));
    }

    private boolean isThere(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status != NOT_FOUND && status >= BAD_REQUEST) {
            throw refusals.of(response);
        }
        return status != NOT_FOUND;
    }

    /** Sends a blob in one piece. */
    void putBlob(Digest digest, Path file) throws IOException {
        HttpResponse<byte[]> started =
                client.send(request("POST", client.address("/blobs/uploads/"), BodyPublishers.noBody()));
        String location = started.headers().firstValue("Location").orElse("");
        if (started.statusCode() != ACCEPTED || location.isEmpty()) {
            throw started.statusCode() >= BAD_REQUEST
                    ? refusals.of(started)
                    : refusals.unexpected(
                            "the registry begins no upload, but answers with status " + started.statusCode());
        }
        URI upload = started.uri().resolve(location);
        URI target = URI.create(upload + (upload.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        HttpResponse<byte[]> ended = client.send(
                request("PUT", target, BodyPublishers.ofFile(file)).header("Content-Type", "application/octet-stream"));
        requireCreated(ended);
    }

    /** Sends a manifest, under a digest or a tag. */
    void putManifest(Descriptor manifest, Path file, String name) throws IOException {
        HttpResponse<byte[]> response = client.send(request("PUT", manifests(name), BodyPublishers.ofFile(file))
                .header("Content-Type", manifest.mediaType()));
        requireCreated(response);
        Optional<String> digest = response.headers().firstValue("Docker-Content-Digest");
        if (digest.isPresent() && !digest.get().equals(manifest.digest().value())) {
            throw refusals.unexpected(
                    "the registry holds " + digest.get() + " there, but " + manifest.digest() + " was pushed");
        }
    }

    private void requireCreated(HttpResponse<byte[]> response) {
        if (response.statusCode() != CREATED && response.statusCode() != OK && response.statusCode() != ACCEPTED) {
            throw refusals.of(response);
        }
    }

    private URI manifests(String name) {
        return client.address("/manifests/" + name);
    }

    private static HttpRequest.Builder request(String method, URI target, BodyPublisher body) {
        return HttpRequest.newBuilder(target).method(method, body);
    }
}
