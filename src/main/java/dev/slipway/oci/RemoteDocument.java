package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.image.Digest;
import dev.slipway.layout.Descriptor;

/**
 * A JSON document out of a registry, whose bytes have the digest.
 *
 * @param descriptor its kind, digest and size
 * @param content    an object
 */
record RemoteDocument(Descriptor descriptor, JsonNode content) {

    Digest digest() {
        return descriptor.digest();
    }
}
