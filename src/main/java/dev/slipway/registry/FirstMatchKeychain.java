package dev.slipway.registry;

import dev.slipway.image.RegistryHost;
import java.util.List;
import java.util.Optional;

/** Asks several keychains in order; the first that knows a credential wins. */
public final class FirstMatchKeychain implements Keychain {

    private final List<Keychain> keychains;

    public FirstMatchKeychain(List<Keychain> keychains) {
        this.keychains = List.copyOf(keychains);
    }

    @Override
    public Optional<Credential> find(RegistryHost host, String namespace) {
        return keychains.stream()
                .map(keychain -> keychain.find(host, namespace))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
