package dev.slipway.registry;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.util.Optional;

/** One registry that images are published to, opened for one run. */
public interface Registry extends AutoCloseable {

    /** The host that references begin with. */
    RegistryHost host();

    /** How an engine logs in; empty for anonymous access. */
    Optional<Credential> credential();

    /**
     * Makes sure that a repository takes a push, creating it where that is configured.
     *
     * @return whether the repository was created
     * @throws RegistryException   if it is missing and may not be created
     * @throws CredentialException if we may not ask
     */
    boolean prepare(RepositoryName repository);

    /**
     * The digest that a tag has in the registry now.
     *
     * @return empty if the registry has no such tag, or if this kind of registry cannot be asked yet
     */
    Optional<Digest> digestOf(RepositoryName repository, Tag tag);

    @Override
    void close();
}
