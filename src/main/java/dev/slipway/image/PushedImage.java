package dev.slipway.image;

/**
 * An image under a reference in a registry.
 *
 * @param alias     the short name by which the POM speaks of the image
 * @param reference where it was published
 * @param digest    the digest of its manifest in the registry
 */
public record PushedImage(String alias, ImageReference reference, Digest digest) {

    /** The reference that always means this very content: {@code host/repository@digest}. */
    public String pinnedReference() {
        return reference.withoutTag() + "@" + digest;
    }
}
