package dev.slipway.app;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.Registry;
import dev.slipway.registry.RegistryException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registries of one run, each opened once. */
final class OpenRegistries implements AutoCloseable {

    private final Components components;
    private final EcrSettings settings;
    private final BuildLog log;
    private final Map<Destination, Registry> open = new LinkedHashMap<>();

    OpenRegistries(Components components, EcrSettings settings, BuildLog log) {
        this.components = components;
        this.settings = settings;
        this.log = log;
    }

    Registry at(Destination destination) {
        return open.computeIfAbsent(destination, this::open);
    }

    private Registry open(Destination destination) {
        Registry registry = components.registry(destination, settings);
        log.registry(destination.toString(), registry.host().value());
        return registry;
    }

    /** Makes all repositories ready before the first byte moves. */
    void prepare(List<Shipment> shipments) {
        Set<ImagePlan.Publication> publications = new LinkedHashSet<>();
        shipments.forEach(shipment -> publications.addAll(shipment.publications()));
        for (ImagePlan.Publication publication : publications) {
            Registry registry = at(publication.destination());
            if (registry.prepare(publication.repository())) {
                log.repositoryCreated(
                        registry.host().value(), publication.repository().value());
            }
        }
    }

    /** @throws RegistryException if a registry holds something else under a tag than was pushed there */
    void verify(List<PushedImage> pushed) {
        for (PushedImage image : pushed) {
            ImageReference reference = image.reference();
            Optional<Digest> found = open.values().stream()
                    .filter(registry -> registry.host().equals(reference.host()))
                    .findFirst()
                    .flatMap(registry -> registry.digestOf(reference.repository(), reference.tag()));
            found.filter(digest -> !digest.equals(image.digest())).ifPresent(digest -> {
                throw new RegistryException(
                        "Cannot confirm the push of " + reference,
                        "the registry holds " + digest + " there, but " + image.digest() + " was pushed",
                        "Look for another build that pushes the same tag, then push again.",
                        null);
            });
        }
    }

    @Override
    public void close() {
        open.values().forEach(Registry::close);
    }
}
