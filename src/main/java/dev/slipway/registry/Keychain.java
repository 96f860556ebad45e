package dev.slipway.registry;

import dev.slipway.image.RegistryHost;
import java.util.Optional;

/** A place that may know how to log in to a registry. */
@FunctionalInterface
public interface Keychain {

    /**
     * The credential for repositories of a namespace.
     *
     * @param host      the registry
     * @param namespace the part of the path that the registry's POM entry names, a repository, or an empty text
     * @return empty if this place knows none
     * @throws CredentialException if the place is broken: a file that cannot be read, a helper that fails
     */
    Optional<Credential> find(RegistryHost host, String namespace);
}
