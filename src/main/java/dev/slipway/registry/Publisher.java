package dev.slipway.registry;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import java.time.Duration;
import java.util.Optional;

/** Carries images from where they were built into a registry. */
public interface Publisher extends AutoCloseable {

    /** Whether the content is still where it was built. */
    boolean holds(ImageContent content);

    /**
     * Pushes content under a reference.
     *
     * @param timeout after which the push is given up
     * @return the digest of the manifest in the registry
     * @throws RegistryException   if the registry refuses, breaks, or takes longer than the timeout
     * @throws CredentialException if the registry does not accept the credential
     */
    Digest push(ImageContent content, ImageReference reference, Optional<Credential> credential, Duration timeout);

    @Override
    void close();
}
