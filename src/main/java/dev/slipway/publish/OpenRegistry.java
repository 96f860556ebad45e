package dev.slipway.publish;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.Destination;
import dev.slipway.registry.Registry;
import dev.slipway.registry.Repository;
import java.util.function.Function;

/**
 * A registry that this Maven run publishes to.
 *
 * @param destination  as the POM names it
 * @param registry     what can be set up there
 * @param repositories its repositories, spoken to directly
 */
public record OpenRegistry(
        Destination destination, Registry registry, Function<RepositoryName, Repository> repositories) {

    Repository in(RepositoryName name) {
        return repositories.apply(name);
    }
}
