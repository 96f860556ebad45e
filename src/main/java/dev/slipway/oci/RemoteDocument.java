package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.image.Digest;
import dev.slipway.layout.Descriptor;
import dev.slipway.registry.Manifest;
import java.util.Optional;

/** A JSON document out of a registry, whose bytes have the digest. */
final class RemoteDocument {

    private final Descriptor descriptor;
    private final JsonNode content;
    private final byte[] bytes;

    /**
     * @param descriptor its kind, digest and size
     * @param content    an object
     * @param bytes      what the content was read of
     */
    RemoteDocument(Descriptor descriptor, JsonNode content, byte[] bytes) {
        this.descriptor = descriptor;
        this.content = content;
        this.bytes = bytes;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    JsonNode content() {
        return content;
    }

    Digest digest() {
        return descriptor.digest();
    }

    /** The same as a manifest, whose configuration may not be one. */
    Manifest manifest() {
        Optional<Digest> config = Optional.of(content.path("config"))
                .filter(node -> !descriptor.isIndex() && node.isObject())
                .map(node -> Descriptor.parse(node).digest());
        return new Manifest(digest(), descriptor.mediaType(), config, bytes);
    }
}
