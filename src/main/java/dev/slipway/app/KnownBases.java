package dev.slipway.app;

import dev.slipway.dockerfile.BaseConfig;
import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.StoredBase;
import dev.slipway.image.ImageContent;
import dev.slipway.image.Platform;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.PullPolicy;
import dev.slipway.registry.RemoteImage;
import dev.slipway.registry.RemoteImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of the images that a build begins with, copies from or is read by.
 *
 * @param identities another one for other content, by reference
 * @param configs    what they hand on, by reference
 */
record KnownBases(Map<String, String> identities, Map<String, BaseConfig> configs) {

    /** One of them. */
    private record Known(String identity, Optional<BaseConfig> config) {}

    /**
     * Asks the images of this run, then the engine, then the registry.
     *
     * @return empty where one of them cannot be told
     */
    static Optional<KnownBases> of(BuildRecipe recipe, Dockerfile dockerfile, Builder builder, Sources sources) {
        Lookup lookup = new Lookup(recipe, sources);
        Map<String, String> identities = new HashMap<>();
        Map<String, BaseConfig> configs = new HashMap<>();
        for (BaseImage base : wanted(recipe, dockerfile, builder)) {
            Optional<Known> known = base.isResolved() ? lookup.find(base) : Optional.empty();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            identities.put(base.reference(), known.get().identity());
            known.get().config().ifPresent(config -> configs.put(base.reference(), config));
        }
        return Optional.of(new KnownBases(identities, configs));
    }

    private static List<BaseImage> wanted(BuildRecipe recipe, Dockerfile dockerfile, Builder builder) {
        BuildSettings settings =
                BuildSettings.of(recipe.target(), recipe.args()).with(builder);
        Map<String, ?> contexts = recipe.options().inputs().contexts();
        List<BaseImage> wanted = new ArrayList<>();
        dockerfile.externalBases(settings).stream()
                .filter(base -> !contexts.containsKey(base.reference()))
                .forEach(wanted::add);
        recipe.options().inputs().contexts().values().stream()
                .flatMap(context -> context.reference().stream())
                .forEach(reference -> wanted.add(named(reference, dockerfile)));
        String syntax = dockerfile.directives().syntax();
        if (syntax != null && builder == Builder.BUILDKIT) {
            wanted.add(named(syntax, dockerfile));
        }
        return wanted;
    }

    private static BaseImage named(String reference, Dockerfile dockerfile) {
        return new BaseImage(reference, null, true, dockerfile.stages().get(0).from());
    }

    /**
     * Where images are looked for.
     *
     * @param stored     what the engine says of an image that it has
     * @param session    knows the images of this run
     * @param registries know all others
     */
    record Sources(Function<String, Optional<StoredBase>> stored, BuildSession session, RemoteImages registries) {}

    /** Looks for one image after the other. */
    private record Lookup(BuildRecipe recipe, Sources sources) {

        private Optional<Known> find(BaseImage base) {
            Optional<StoredBase> stored =
                    sources.stored().apply(base.reference()).filter(found -> isTaken(found, base));
            Optional<ImageContent> made = sources.session().find(base.reference());
            if (made.isPresent()) {
                return Optional.of(new Known(made.get().id().value(), stored.map(StoredBase::config)));
            }
            PullPolicy policy = recipe.options().pullPolicy();
            if (stored.isPresent() && policy != PullPolicy.ALWAYS) {
                return stored.map(found -> new Known(found.identity(), Optional.of(found.config())));
            }
            return policy == PullPolicy.NEVER
                    ? Optional.empty()
                    : sources.registries()
                            .find(base.reference(), platform(base))
                            .map(Lookup::known);
        }

        private static Known known(RemoteImage image) {
            return new Known(
                    image.digest().value(), Optional.of(new BaseConfig(image.environment(), image.triggers())));
        }

        private boolean isTaken(StoredBase found, BaseImage base) {
            return platform(base).isEmpty() || platform(base).get().toString().equals(found.platform());
        }

        private Optional<Platform> platform(BaseImage base) {
            return base.platform() != null
                    ? Optional.of(Platform.parse(base.platform()))
                    : recipe.platforms().stream().findFirst();
        }
    }
}
