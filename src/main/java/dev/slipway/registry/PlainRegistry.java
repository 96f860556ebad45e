package dev.slipway.registry;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.util.Optional;

/**
 * A registry that has nothing to set up: it makes repositories by itself, and the engine's word on digests counts.
 *
 * @param host       the host
 * @param credential how an engine logs in; empty for anonymous access
 */
public record PlainRegistry(RegistryHost host, Optional<Credential> credential) implements Registry {

    @Override
    public boolean prepare(RepositoryName repository) {
        return false;
    }

    @Override
    public Optional<Digest> digestOf(RepositoryName repository, Tag tag) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
