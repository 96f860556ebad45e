package dev.slipway.plan;

import dev.slipway.image.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where images are published. */
final class Publishings {

    private final Destinations destinations;
    private final Problems problems;

    /** @param ecr what holds for registries of ECR that do not say it themselves */
    Publishings(EcrSettings ecr, Problems problems) {
        this.destinations = new Destinations(ecr, problems);
        this.problems = problems;
    }

    /** How an image is published, in no registry as long as its name is not known. */
    ImagePlan.Publishing read(LayeredImage image, Optional<RepositoryName> name) {
        Settings.Publish publish = image.publish();
        List<Destinations.Wanted> wanted = destinations.parse(
                image.placeOf("<registries>", layer -> layer.publish().registries()), publish.registries());
        String namespacePlace =
                image.placeOf("<namespace>", layer -> layer.publish().namespace());
        String namespace = namespace(namespacePlace, publish.namespace());
        List<ImagePlan.Publication> publications = new ArrayList<>();
        name.ifPresent(repository -> wanted.forEach(entry -> problems.value(
                        namespacePlace,
                        () -> repository
                                .inNamespace(namespace)
                                .inNamespace(entry.destination().namespace()))
                .map(path -> new ImagePlan.Publication(entry.destination(), path, entry.isOptional()))
                .ifPresent(publications::add)));
        return new ImagePlan.Publishing(!Boolean.TRUE.equals(publish.skipPush()), publications);
    }

    private String namespace(String place, @Nullable String namespace) {
        return namespace == null || namespace.isEmpty()
                ? ""
                : problems.value(place, () -> RepositoryName.parse(namespace).value())
                        .orElse("");
    }
}
