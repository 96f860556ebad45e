package dev.slipway.registry;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import java.util.List;
import java.util.Optional;

/** A registry whose own way to log in comes second, after a login that the user has set up. */
public final class LoggedInRegistry implements Registry {

    private final Registry registry;
    private final Login login;

    /**
     * @param namespace of the registry's POM entry
     * @param keychain  the logins that a user has set up
     */
    public LoggedInRegistry(Registry registry, String namespace, Keychain keychain) {
        this.registry = registry;
        this.login = new KeychainLogin(keychain, registry.host(), namespace, registry.login());
    }

    @Override
    public RegistryHost host() {
        return registry.host();
    }

    @Override
    public Login login() {
        return login;
    }

    @Override
    public Optional<String> identity() {
        return registry.identity();
    }

    @Override
    public RepositoryFacts look(RepositoryName repository) {
        return registry.look(repository);
    }

    @Override
    public boolean prepare(RepositoryName repository) {
        return registry.prepare(repository);
    }

    @Override
    public List<String> differences(RepositoryName repository) {
        return registry.differences(repository);
    }

    @Override
    public void close() {
        registry.close();
    }
}
