package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.image.InvalidValueException;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.Hashes;
import dev.slipway.oci.http.Progress;
import dev.slipway.oci.http.Refusals;
import dev.slipway.oci.http.RegistryClient;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a repository holds, read for one errand. What has another digest than it should is not believed.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pull">OCI distribution specification, pull</a>
 */
final class RemoteRepository {

    private static final int MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
    private static final int MAX_CONFIG_BYTES = 8 * 1024 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final ObjectMapper json = new ObjectMapper();
    private final RegistryClient client;
    private final Refusals refusals;

    RemoteRepository(RegistryClient client) {
        this.client = client;
        this.refusals = client.refusals();
    }

    /** The digest that a tag or a digest leads to, for one request without a body if the registry names it. */
    Optional<Digest> digest(String name) {
        HttpResponse<byte[]> response = client.insist(attempt -> head(name));
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (response.statusCode() == UNAUTHORIZED || response.statusCode() == FORBIDDEN) {
            throw refusals.of(response);
        }
        Optional<Digest> named = response.statusCode() == OK ? promised(response) : Optional.empty();
        return named.or(() -> manifest(name).map(RemoteDocument::digest));
    }

    private HttpResponse<byte[]> head(String name) {
        return client.send(HttpRequest.newBuilder(client.address("/manifests/" + name))
                .method("HEAD", BodyPublishers.noBody())
                .header("Accept", MANIFESTS));
    }

    /** Whether a name leads to a digest already. Tried once: it is asked between attempts at something else. */
    boolean leadsTo(String name, Digest digest) {
        HttpResponse<byte[]> response = head(name);
        return response.statusCode() == OK && promised(response).equals(Optional.of(digest));
    }

    /** What a tag leads to. */
    Optional<RemoteDocument> manifest(String tag) {
        return fetchManifest(tag).map(response -> {
            Digest computed = Hashes.digest(response.body());
            return document(response, promised(response).orElse(computed));
        });
    }

    /** The manifest or index with a digest. */
    Optional<RemoteDocument> manifest(Digest digest) {
        return fetchManifest(digest.value()).map(response -> document(response, digest));
    }

    private Optional<HttpResponse<byte[]>> fetchManifest(String name) {
        HttpResponse<byte[]> response = client.insist(
                attempt -> client.get(client.address("/manifests/" + name), MANIFESTS, MAX_MANIFEST_BYTES));
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(successful(response));
    }

    private static Optional<Digest> promised(HttpResponse<byte[]> response) {
        try {
            return response.headers().firstValue("Docker-Content-Digest").map(Digest::parse);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private RemoteDocument document(HttpResponse<byte[]> response, Digest digest) {
        JsonNode content = content(response, digest);
        String type = response.headers()
                .firstValue("Content-Type")
                .map(header -> header.replaceFirst("\\s*;.*", ""))
                .orElse("");
        Descriptor descriptor = Descriptor.of(content.path("mediaType").asText(type), digest, response.body().length);
        return new RemoteDocument(descriptor, content, response.body());
    }

    /** The configuration that a manifest names. */
    JsonNode config(Descriptor config) {
        Digest digest = config.digest();
        HttpResponse<byte[]> response =
                client.insist(attempt -> client.get(client.address("/blobs/" + digest), "*/*", MAX_CONFIG_BYTES));
        return content(successful(response), digest);
    }

    /** Opens a blob for reading. Tried once, since what was read of it cannot be taken back. */
    BlobStream blob(Digest digest, Progress progress) {
        BlobStream stream = new BlobStream();
        successful(client.get(client.address("/blobs/" + digest), "*/*", stream, progress));
        return stream;
    }

    private JsonNode content(HttpResponse<byte[]> response, Digest digest) {
        if (!Hashes.fits(response.body(), digest)) {
            throw refusals.unexpected("what the registry sends is not the content of " + digest);
        }
        try {
            JsonNode content = json.readTree(response.body());
            if (content.isObject()) {
                return content;
            }
        } catch (IOException e) {
            throw damaged(digest, "is no JSON", e);
        }
        throw damaged(digest, "is no JSON object", null);
    }

    /** The failure that an image cannot be what it says it is. */
    RegistryException damaged(Digest digest, String how, @Nullable Exception cause) {
        return refusals.damaged("the document " + digest.shortHash() + " of the image " + how, cause);
    }

    private HttpResponse<byte[]> successful(HttpResponse<byte[]> response) {
        if (response.statusCode() >= BAD_REQUEST) {
            throw refusals.of(response);
        }
        if (response.statusCode() != OK) {
            throw refusals.unexpected("the registry answers with status " + response.statusCode());
        }
        return response;
    }
}
