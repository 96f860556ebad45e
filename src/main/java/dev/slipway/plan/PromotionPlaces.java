package dev.slipway.plan;

import dev.slipway.image.RepositoryName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which repositories a promotion means, with what {@code <registries>} says of their registries. */
final class PromotionPlaces {

    private final Destinations destinations;
    private final List<Destination> known;
    private final Problems problems;

    /** @param registries registries of which more is known than their names */
    PromotionPlaces(EcrSettings ecr, @Nullable List<RegistrySettings.Registry> registries, Problems problems) {
        this.destinations = new Destinations(ecr, problems);
        this.known = destinations.parse("<registries>", registries).stream()
                .map(Destinations.Wanted::destination)
                .toList();
        this.problems = problems;
    }

    /**
     * A repository.
     *
     * @param place    the property that names it
     * @param registry a host, {@code ecr} or {@code ecr:REGION}
     * @param path     of the repository
     * @return empty if something is wrong with it, which is noted
     */
    Optional<ImagePlan.Publication> at(String place, String registry, String path) {
        Optional<RepositoryName> repository =
                problems.value(place, () -> RepositoryName.parse(RemoteName.path(registry, path)));
        return repository.flatMap(name -> destination(place, registry, name)
                .map(destination -> new ImagePlan.Publication(destination, name, false)));
    }

    private Optional<Destination> destination(String place, String registry, RepositoryName repository) {
        String path = repository.value();
        String namespace = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        RegistrySettings.Registry entry =
                RegistrySettings.Registry.named(namespace.isEmpty() ? registry : registry + "/" + namespace);
        return destinations.parse(place, List.of(entry)).stream()
                .map(Destinations.Wanted::destination)
                .map(named -> like(entryFor(named, path), named))
                .findFirst();
    }

    /** The entry of the registry whose namespace fits best; one whose namespace does not fit is better than none. */
    private Optional<Destination> entryFor(Destination named, String path) {
        return known.stream()
                .filter(entry -> entry.asSuch().registry().equals(named.asSuch().registry()))
                .max(Comparator.comparingInt(entry -> (path + "/").startsWith(entry.namespace() + "/")
                        ? entry.namespace().length()
                        : -1));
    }

    private static Destination like(Optional<Destination> entry, Destination named) {
        if (entry.isPresent() && entry.get() instanceof Destination.Ecr ecr) {
            return ecr;
        }
        if (entry.isPresent() && entry.get() instanceof Destination.EcrPublic ecr) {
            return ecr;
        }
        if (entry.isPresent() && entry.get() instanceof Destination.Host host) {
            return new Destination.Host(host.host(), named.namespace(), host.isInsecure());
        }
        // in ECR nothing depends on the namespace, so that all repositories share one login
        return named instanceof Destination.Ecr ecr
                ? new Destination.Ecr(ecr.accountId(), ecr.region(), "", ecr.access())
                : named;
    }
}
