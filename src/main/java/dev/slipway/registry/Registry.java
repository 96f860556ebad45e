package dev.slipway.registry;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import java.util.List;
import java.util.Optional;

/** One registry that images are published to, opened for one run. Safe for use by several threads. */
public interface Registry extends AutoCloseable {

    /** The host that references begin with. */
    RegistryHost host();

    /** How to log in. */
    Login login();

    /** As whom we come, in words for the log: {@code account 123456789012 as arn:aws:sts::…}; empty if nobody says. */
    Optional<String> identity();

    /**
     * Looks at a repository, and changes nothing.
     *
     * @throws RegistryException   if it is missing and may not be created
     * @throws CredentialException if we may not look
     */
    RepositoryFacts look(RepositoryName repository);

    /**
     * Makes sure that a repository takes a push, creating it and bringing it in line where that is configured.
     *
     * @return whether the repository was created
     * @throws RegistryException   if it is missing and may not be created
     * @throws CredentialException if we may not ask
     */
    boolean prepare(RepositoryName repository);

    /**
     * In what a repository that exists is not as configured, and changes nothing.
     *
     * @return in words, such as {@code scan on push: off, wanted on}; empty if all is as configured, if nothing can be
     *     configured, or if there is no such repository
     * @throws RegistryException   if the registry breaks or cannot be reached
     * @throws CredentialException if we may not look
     */
    default List<String> differences(RepositoryName repository) {
        return List.of();
    }

    @Override
    void close();
}
