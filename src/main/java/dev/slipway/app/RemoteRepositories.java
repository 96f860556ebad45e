package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Amazon ECR says of the repositories that the images of a plan go to. */
public final class RemoteRepositories {

    private final Map<Destination, Map<RepositoryName, RemoteRepository>> found;

    private RemoteRepositories(Map<Destination, Map<RepositoryName, RemoteRepository>> found) {
        this.found = found;
    }

    /** Nobody was asked. */
    public static RemoteRepositories notAsked() {
        return new RemoteRepositories(Map.of());
    }

    /** Asks for all repositories of a plan, and changes nothing. A registry that cannot be asked is a problem of its own. */
    public static RemoteRepositories ask(BuildPlan plan, Components components) {
        Map<Destination, Map<RepositoryName, RemoteRepository>> found = new HashMap<>();
        EcrDestinations.of(plan)
                .forEach((destination, names) -> found.put(destination, ask(plan, components, destination, names)));
        return new RemoteRepositories(found);
    }

    private static Map<RepositoryName, RemoteRepository> ask(
            BuildPlan plan, Components components, Destination destination, Set<RepositoryName> names) {
        Map<RepositoryName, RemoteRepository> found = new HashMap<>();
        try (Registry registry = components.registry(destination, plan.ecr())) {
            names.forEach(name -> found.put(name, ask(registry, name)));
        } catch (SlipwayException e) {
            names.forEach(name -> found.put(name, RemoteRepository.unknown(String.valueOf(e.getMessage()))));
        }
        return found;
    }

    private static RemoteRepository ask(Registry registry, RepositoryName name) {
        try {
            boolean exists = registry.look(name).exists();
            List<String> differences = exists ? registry.differences(name) : List.of();
            return new RemoteRepository(registry.host().value(), exists, differences, Optional.empty());
        } catch (SlipwayException e) {
            return RemoteRepository.unknown(String.valueOf(e.getMessage()));
        }
    }

    /** What is known of the repository that an image goes to; empty if nobody was asked. */
    Optional<RemoteRepository> of(ImagePlan.Publication publication) {
        return Optional.ofNullable(found.get(publication.destination()))
                .map(repositories -> repositories.get(publication.repository()));
    }
}
