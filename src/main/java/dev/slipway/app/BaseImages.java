package dev.slipway.app;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.MissingBaseException;
import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.registry.Credential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images that those of a plan build on: whether they are here, and how to log in to where they come from. */
final class BaseImages {

    private static final RegistryHost DOCKER_HUB = new RegistryHost("docker.io");

    private final LocalImages local;
    private final Components components;
    private final BuildPlan plan;

    BaseImages(LocalImages local, Components components, BuildPlan plan) {
        this.local = local;
        this.components = components;
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

    /** All that the classic builder pulls, which makes every stage up to the target. */
    private static List<BaseImage> bases(BuildRecipe recipe, Dockerfile dockerfile) {
        return dockerfile.externalBases(
                BuildSettings.of(recipe.target(), recipe.args()).with(Builder.CLASSIC));
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

    /** Credentials for the registries of all bases that the engine may have to pull. */
    Map<RegistryHost, Credential> credentials(BuildRecipe recipe, Dockerfile dockerfile) {
        Map<RegistryHost, Credential> credentials = new HashMap<>();
        PullPolicy policy = recipe.options().pullPolicy();
        for (BaseImage base : bases(recipe, dockerfile)) {
            boolean mayPull = policy == PullPolicy.ALWAYS
                    || (policy == PullPolicy.MISSING
                            && local.find(base.reference()).isEmpty());
            if (mayPull) {
                RegistryHost host = host(base.reference());
                components.pullCredential(host).ifPresent(credential -> credentials.put(host, credential));
            }
        }
        return credentials;
    }

    private static RegistryHost host(String reference) {
        int slash = reference.indexOf('/');
        boolean namesHost = slash > 0 && RegistryHost.hasHostShape(reference.substring(0, slash));
        return namesHost ? RegistryHost.parse(reference.substring(0, slash)) : DOCKER_HUB;
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
