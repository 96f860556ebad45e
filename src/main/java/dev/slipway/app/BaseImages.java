package dev.slipway.app;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.MissingBaseException;
import dev.slipway.image.ImageReference;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The images that those of a plan build on: whether they are here. */
final class BaseImages {

    private final Predicate<String> isHere;
    private final Builder builder;
    private final BuildPlan plan;

    /** @param isHere whether an image of a reference is here */
    BaseImages(Predicate<String> isHere, Builder builder, BuildPlan plan) {
        this.isHere = isHere;
        this.builder = builder;
        this.plan = plan;
    }

    /**
     * Looks for all bases that may not be pulled.
     *
     * @throws MissingBaseException with every base that is not here and that no image before makes
     */
    void check() {
        Set<String> madeHere = new HashSet<>();
        List<MissingBaseException.Missing> missing = new ArrayList<>();
        for (ImagePlan image : plan.images()) {
            if (image.recipe().options().pullPolicy() == PullPolicy.NEVER) {
                missing.addAll(missing(image, madeHere));
            }
            image.localReferences().forEach(reference -> madeHere.add(reference.familiar()));
        }
        if (!missing.isEmpty()) {
            throw new MissingBaseException(missing);
        }
    }

    private List<MissingBaseException.Missing> missing(ImagePlan image, Set<String> madeHere) {
        BuildRecipe recipe = image.recipe();
        Dockerfile dockerfile = recipe.readDockerfile();
        return bases(recipe, dockerfile).stream()
                .filter(base -> !madeHere.contains(ImageReference.familiar(base.reference())))
                .filter(base -> !isHere.test(base.reference()))
                .map(base -> new MissingBaseException.Missing(
                        image.alias(),
                        base.reference(),
                        recipe.dockerfile().getFileName() + ":" + base.line(),
                        remedy(base)))
                .toList();
    }

    /** All that the engine may pull; the classic builder makes every stage up to the target. */
    private List<BaseImage> bases(BuildRecipe recipe, Dockerfile dockerfile) {
        return dockerfile.externalBases(
                BuildSettings.of(recipe.target(), recipe.args()).with(builder));
    }

    private String remedy(BaseImage base) {
        return plan.makers()
                .getOrDefault(
                        ImageReference.familiar(base.reference()),
                        "Build it or load it into the engine first, or allow to pull it.");
    }
}
