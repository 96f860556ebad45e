package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.oci.http.Refusals;
import dev.slipway.oci.http.RegistryClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Brings manifests into a repository, whose blobs are there.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-manifests">OCI distribution specification, pushing manifests</a>
 */
final class ManifestUploads {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private final RegistryClient client;
    private final Refusals refusals;
    private final RemoteRepository present;

    ManifestUploads(RegistryClient client) {
        this.client = client;
        this.refusals = client.refusals();
        this.present = new RemoteRepository(client);
    }

    /** Whether a manifest is there, and so all that it names. */
    boolean has(Digest digest) {
        return present.digest(digest.value()).isPresent();
    }

    /**
     * Sends a manifest or an index.
     *
     * @param name the tag, or the digest itself
     */
    void put(Digest digest, String mediaType, byte[] content, String name) {
        // an answer that was lost says nothing of what was done
        client.insist(
                attempt -> (attempt > 1 && present.leadsTo(name, digest)) || putOnce(digest, mediaType, content, name));
    }

    /** We send what we have hashed: some registries read a manifest that another push is just writing. */
    private static boolean isReadTooEarly(HttpResponse<byte[]> response) {
        return response.statusCode() == BAD_REQUEST
                && new String(response.body(), StandardCharsets.UTF_8).contains("\"DIGEST_INVALID\"");
    }

    /** Always true. */
    private boolean putOnce(Digest digest, String mediaType, byte[] content, String name) {
        HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(client.address("/manifests/" + name))
                .PUT(BodyPublishers.ofByteArray(content))
                .header("Content-Type", mediaType));
        if (isReadTooEarly(response)) {
            throw client.passing(response);
        }
        int status = response.statusCode();
        if (status != CREATED && status != OK && status != ACCEPTED) {
            throw refusals.of(response);
        }
        Optional<String> held = response.headers().firstValue("Docker-Content-Digest");
        if (held.isPresent() && !held.get().equals(digest.value())) {
            throw refusals.unexpected("the registry holds " + held.get() + " there, but " + digest + " was pushed");
        }
        return true;
    }
}
