package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.Platform;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.RemoteImage;
import dev.slipway.registry.RemoteImages;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Base images in registries, each asked for once in a Maven run. A registry that did not answer is not asked again: what
 * is lost is a short cut. Safe for use by several threads.
 */
final class RemoteBases {

    private final Map<String, Optional<RemoteImage>> found = new HashMap<>();
    private final Set<RegistryHost> silent = new HashSet<>();
    private @Nullable RemoteImages images;

    /**
     * What a registry says of an image; empty where it has none or does not say.
     *
     * @param opener makes what asks registries, when one is asked first
     * @param detail is told why one did not say
     */
    synchronized Optional<RemoteImage> find(
            String reference, Optional<Platform> platform, Supplier<RemoteImages> opener, Consumer<String> detail) {
        String key = reference + " " + platform;
        Optional<RemoteImage> known = found.get(key);
        if (known == null) {
            known = ask(reference, platform, opener, detail);
            found.put(key, known);
        }
        return known;
    }

    private Optional<RemoteImage> ask(
            String reference, Optional<Platform> platform, Supplier<RemoteImages> opener, Consumer<String> detail) {
        try {
            RegistryHost host = ImageReference.registryOf(reference);
            if (silent.contains(host)) {
                return Optional.empty();
            }
            silent.add(host);
            if (images == null) {
                images = opener.get();
            }
            Optional<RemoteImage> image = images.find(reference, platform);
            silent.remove(host);
            return image;
        } catch (SlipwayException | InvalidValueException e) {
            detail.accept("The base image '" + reference + "' is not compared: " + e.getMessage());
            return Optional.empty();
        }
    }
}
