package dev.slipway.engine;

import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.image.RegistryHost;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.registry.Credential;
import java.util.Map;

/**
 * One build.
 *
 * @param alias       by which the log speaks of the image
 * @param recipe      how it is built
 * @param dockerfile  the recipe's Dockerfile, read
 * @param credentials for the registries that base images come from
 */
public record BuildRequest(
        String alias, BuildRecipe recipe, Dockerfile dockerfile, Map<RegistryHost, Credential> credentials) {

    /** Copies the map. */
    public BuildRequest {
        credentials = Map.copyOf(credentials);
    }
}
