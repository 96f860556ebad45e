package dev.slipway.app;

import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Keychain;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The logins of one build. Engines ask for the login of a host and do not say what they pull from there, so a login that
 * holds for a namespace alone is found by the images that the build names.
 *
 * @param keychain   where logins are known
 * @param references of the images, as the Dockerfile names them
 */
record PullLogins(Keychain keychain, List<String> references) implements Keychain {

    @Override
    public Optional<Credential> find(RegistryHost host, String namespace) {
        return Stream.concat(
                        references.stream().flatMap(reference -> repository(reference, host)), Stream.of(namespace))
                .map(path -> keychain.find(host, path))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The path of an image in the registry; nothing if it is in another one. */
    private static Stream<String> repository(String text, RegistryHost host) {
        try {
            ImageReference reference = ImageReference.parse(text.replaceFirst("@.*", ""));
            boolean isThere = host.equals(Objects.requireNonNullElseGet(
                    reference.host(), () -> ImageReference.registryOf(reference.toString())));
            return isThere ? Stream.of(reference.repository().value()) : Stream.empty();
        } catch (InvalidValueException e) {
            // the engine says so
            return Stream.empty();
        }
    }
}
