package dev.slipway.registry;

import dev.slipway.image.Digest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A manifest or an index as a registry holds it, byte for byte.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md">OCI image specification, manifest</a>
 */
public final class Manifest {

    private final Digest digest;
    private final String mediaType;
    private final Optional<Digest> config;
    private final byte[] content;

    /**
     * @param config the configuration that it names; empty for an index
     */
    public Manifest(Digest digest, String mediaType, Optional<Digest> config, byte[] content) {
        this.digest = digest;
        this.mediaType = mediaType;
        this.config = config;
        this.content = content.clone();
    }

    public Digest digest() {
        return digest;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] content() {
        return content.clone();
    }

    /**
     * Whether it is the manifest of a local image.
     *
     * @param id as the image's store names it: some name an image by its manifest or index, and some by its configuration
     */
    public boolean isOf(Digest id) {
        return digest.equals(id) || config.equals(Optional.of(id));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Manifest manifest
                && digest.equals(manifest.digest)
                && mediaType.equals(manifest.mediaType)
                && Arrays.equals(content, manifest.content);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest.toString();
    }
}
