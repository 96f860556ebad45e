package dev.slipway.registry;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;

/** Carries images from where they were built into registries. Safe for use by several threads. */
public interface Publisher extends AutoCloseable {

    /** Whether the content is still where it was built. */
    boolean holds(ImageContent content);

    /**
     * Brings content into a repository, layers and manifests; no tag but the delivery's carrier is moved, and that one only
     * by a store that can push under a tag only. What may pass is tried again, an expired login is renewed.
     *
     * @return the digest of the manifest or index in the registry
     * @throws RegistryException   if the registry refuses, breaks, or takes longer without progress than it may
     * @throws CredentialException if the registry does not accept the credential
     */
    Digest push(ImageContent content, Delivery delivery);

    @Override
    void close();
}
