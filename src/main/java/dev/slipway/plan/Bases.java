package dev.slipway.plan;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.DockerfileException;
import java.util.List;

/** Finds the images that a recipe builds on; further contexts are none of them. */
final class Bases {

    private Bases() {}

    /** Those that BuildKit needs. */
    static List<BaseImage> of(BuildRecipe recipe) {
        return of(recipe, Builder.BUILDKIT);
    }

    /** Those that a builder needs; none where the Dockerfile cannot be understood, since who builds it says so. */
    static List<BaseImage> of(BuildRecipe recipe, Builder builder) {
        try {
            BuildSettings settings =
                    BuildSettings.of(recipe.target(), recipe.args()).with(builder);
            return recipe.readDockerfile().externalBases(settings).stream()
                    .filter(base -> !recipe.options().inputs().contexts().containsKey(base.reference()))
                    .toList();
        } catch (DockerfileException e) {
            return List.of();
        }
    }
}
