package dev.slipway.app;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.Engine;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.MissingBaseException;
import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images that those of a plan build on: whether they are here. */
final class BaseImages {

    private final LocalImages local;
    private final Builder builder;
    private final BuildPlan plan;

    BaseImages(Engine engine, BuildPlan plan) {
        this.local = engine.images();
        this.builder = engine.builder();
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
            image.localReferences().forEach(reference -> madeHere.add(reference.toString()));
        }
        if (!missing.isEmpty()) {
            throw new MissingBaseException(missing);
        }
    }

    private List<MissingBaseException.Missing> missing(ImagePlan image, Set<String> madeHere) {
        BuildRecipe recipe = image.recipe();
        Dockerfile dockerfile = Dockerfile.read(recipe.dockerfile());
        return bases(recipe, dockerfile).stream()
                .filter(base -> !madeHere.contains(normal(base.reference())))
                .filter(base -> local.find(base.reference()).isEmpty())
                .map(base -> new MissingBaseException.Missing(
                        image.alias(),
                        base.reference(),
                        recipe.dockerfile().getFileName() + ":" + base.line(),
                        remedy(image, base)))
                .toList();
    }

    /** All that the engine may pull; the classic builder makes every stage up to the target. */
    private List<BaseImage> bases(BuildRecipe recipe, Dockerfile dockerfile) {
        return dockerfile.externalBases(
                BuildSettings.of(recipe.target(), recipe.args()).with(builder));
    }

    private String remedy(ImagePlan image, BaseImage base) {
        return plan.images().stream()
                .filter(other -> other.localReferences().stream()
                        .anyMatch(reference -> reference.toString().equals(normal(base.reference()))))
                .findFirst()
                .map(other -> "The image '" + other.alias() + "' of this module makes it: list it before '"
                        + image.alias() + "'.")
                .orElse("Build it or load it into the engine first, or allow to pull it.");
    }

    private static String normal(String reference) {
        return parsed(reference).map(ImageReference::toString).orElse(reference);
    }

    private static Optional<ImageReference> parsed(String reference) {
        try {
            return Optional.of(ImageReference.parse(reference));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
