package dev.slipway.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import java.util.Optional;
import java.util.Set;

/**
 * What one file of an image says of another.
 *
 * @param mediaType what kind of content it is
 * @param digest    of the content
 * @param size      of the content, in bytes
 * @param platform  that a manifest is for, where an index says so
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md">OCI image specification, descriptors</a>
 */
public record Descriptor(String mediaType, Digest digest, long size, Optional<Platform> platform) {

    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final Set<String> MANIFESTS =
            Set.of(OCI_MANIFEST, "application/vnd.docker.distribution.manifest.v2+json");
    private static final Set<String> INDEXES =
            Set.of(OCI_INDEX, "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final String NO_PLATFORM = "unknown";

    /** A descriptor of something that is for no platform, or for one that does not matter. */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Optional.empty());
    }

    /**
     * The descriptor that stands in a manifest or an index.
     *
     * @throws IllegalArgumentException if it is no descriptor
     */
    public static Descriptor parse(JsonNode node) {
        if (!node.path("mediaType").isTextual() || !node.path("size").isIntegralNumber()) {
            throw new IllegalArgumentException("a descriptor has no media type or no size");
        }
        return new Descriptor(
                node.path("mediaType").asText(),
                Digest.parse(node.path("digest").asText()),
                node.path("size").asLong(),
                platform(node.path("platform")));
    }

    /** Attestations stand beside the images of an index; their platform is unknown/unknown. */
    static Optional<Platform> platform(JsonNode node) {
        String os = node.path("os").asText(NO_PLATFORM);
        String architecture = node.path("architecture").asText(NO_PLATFORM);
        if (os.equals(NO_PLATFORM) || architecture.equals(NO_PLATFORM)) {
            return Optional.empty();
        }
        String variant = node.path("variant").asText("");
        return Optional.of(new Platform(os, architecture, variant.isEmpty() ? null : variant));
    }

    /** Whether it is the manifest of an image. */
    public boolean isManifest() {
        return MANIFESTS.contains(mediaType);
    }

    /** Whether it lists manifests. */
    public boolean isIndex() {
        return INDEXES.contains(mediaType);
    }
}
