package dev.slipway.registry;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import java.util.Optional;

/**
 * A registry that has nothing to set up: it makes repositories by itself, or its owner does.
 *
 * @param host  the host
 * @param login how to log in
 */
public record PlainRegistry(RegistryHost host, Login login) implements Registry {

    @Override
    public Optional<String> identity() {
        return Optional.empty();
    }

    @Override
    public RepositoryFacts look(RepositoryName repository) {
        return RepositoryFacts.plain();
    }

    @Override
    public boolean prepare(RepositoryName repository) {
        return false;
    }

    @Override
    public void close() {}
}
