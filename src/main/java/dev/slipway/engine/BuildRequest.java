package dev.slipway.engine;

import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.image.ImageContent;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.registry.Keychain;
import java.nio.file.Path;
import java.util.Map;

/**
 * One build.
 *
 * @param alias      by which the log speaks of the image
 * @param recipe     how it is built
 * @param dockerfile the recipe's Dockerfile, read
 * @param keychain   for the registries that base images and caches come from
 * @param secrets    the values of the recipe's secrets
 * @param folder     where the build may leave what belongs to the image ({@code target/slipway/ALIAS}); need not exist
 * @param layouts    bases that lie in OCI layouts, by the references that the recipe and its Dockerfile name them by
 */
public record BuildRequest(
        String alias,
        BuildRecipe recipe,
        Dockerfile dockerfile,
        Keychain keychain,
        BuildSecrets secrets,
        Path folder,
        Map<String, ImageContent> layouts) {

    /** Copies the map. */
    public BuildRequest {
        layouts = Map.copyOf(layouts);
    }
}
