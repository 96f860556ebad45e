package dev.slipway.app;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Where the images of a plan go to, by registry. */
final class EcrDestinations {

    private EcrDestinations() {}

    /** The repositories of each registry whose repositories have to be made. */
    static Map<Destination, Set<RepositoryName>> of(BuildPlan plan) {
        Map<Destination, Set<RepositoryName>> found = all(plan);
        found.keySet().removeIf(destination -> destination instanceof Destination.Host);
        return found;
    }

    /** The registries that make their repositories by themselves, or whose owners do. */
    static Set<Destination> others(BuildPlan plan) {
        Set<Destination> others = all(plan).keySet();
        others.removeIf(destination -> !(destination instanceof Destination.Host));
        return others;
    }

    private static Map<Destination, Set<RepositoryName>> all(BuildPlan plan) {
        Map<Destination, Set<RepositoryName>> all = new LinkedHashMap<>();
        plan.images().stream()
                .map(ImagePlan::publishing)
                .filter(ImagePlan.Publishing::isWanted)
                .flatMap(publishing -> publishing.publications().stream())
                .forEach(publication -> all.computeIfAbsent(publication.destination(), key -> new LinkedHashSet<>())
                        .add(publication.repository()));
        return all;
    }
}
