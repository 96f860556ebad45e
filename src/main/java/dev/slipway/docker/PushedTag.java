package dev.slipway.docker;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import java.util.Optional;

/**
 * The tag that an engine pushes under, as the registry has it. Engines tell a digest of their own making: stores convert
 * manifests, and only the registry knows what it keeps.
 *
 * @param delivery where to
 * @param id       of the image, as its store names it
 */
record PushedTag(Delivery delivery, Digest id) {

    /** The image's digest in the registry, if the tag leads to it. That nobody can be asked counts as no. */
    Optional<Digest> find() {
        try {
            return delivery.repository()
                    .manifest(delivery.carrier().tag())
                    .filter(manifest -> manifest.isOf(id))
                    .map(Manifest::digest);
        } catch (SlipwayException e) {
            return Optional.empty();
        }
    }

    /**
     * The image's digest in the registry after the engine said that it is up.
     *
     * @param told   the digest that the engine tells
     * @param isSure whether it surely is that of our image
     * @return empty if the registry does not show the tag yet
     * @throws RegistryException if the tag leads to another image
     */
    Optional<Digest> confirm(Digest told, boolean isSure) {
        Optional<Digest> held =
                delivery.repository().digestOf(delivery.carrier().tag());
        if (held.isEmpty() || (isSure && held.get().equals(told))) {
            return held;
        }
        Optional<Manifest> manifest =
                delivery.repository().manifest(delivery.carrier().tag());
        if (manifest.isPresent() && !manifest.get().isOf(id)) {
            throw new RegistryException(
                    "Cannot push " + delivery.carrier(),
                    "another push has moved the tag to " + manifest.get().digest() + " meanwhile",
                    "See that no two runs push the same tag at once, and push again.",
                    null);
        }
        return manifest.map(Manifest::digest);
    }
}
