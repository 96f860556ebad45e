package dev.slipway.registry;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.util.Optional;

/** A registry whose own way to log in comes second, after a login that the user has set up. */
public final class LoggedInRegistry implements Registry {

    private final Registry registry;
    private final String namespace;
    private final Keychain keychain;

    /**
     * @param namespace of the registry's POM entry
     * @param keychain  the logins that a user has set up
     */
    public LoggedInRegistry(Registry registry, String namespace, Keychain keychain) {
        this.registry = registry;
        this.namespace = namespace;
        this.keychain = keychain;
    }

    @Override
    public RegistryHost host() {
        return registry.host();
    }

    @Override
    public Optional<Credential> credential() {
        return keychain.find(registry.host(), namespace).or(registry::credential);
    }

    @Override
    public boolean prepare(RepositoryName repository) {
        return registry.prepare(repository);
    }

    @Override
    public Optional<Digest> digestOf(RepositoryName repository, Tag tag) {
        return registry.digestOf(repository, tag);
    }

    @Override
    public void close() {
        registry.close();
    }
}
