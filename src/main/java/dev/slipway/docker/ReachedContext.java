package dev.slipway.docker;

import dev.slipway.dockerfile.BaseConfig;
import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.ContextReach;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.StoredBase;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.PullPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what of its context a classic build needs. The engine tells what the base images hand on; one that it may have to
 * pull first could hand on anything, and then it needs everything.
 */
record ReachedContext(DaemonImages images, BuildRequest request) {

    ContextReach find() {
        BuildRecipe recipe = request.recipe();
        BuildSettings settings =
                BuildSettings.of(recipe.target(), recipe.args()).with(Builder.CLASSIC);
        Map<String, BaseConfig> configs = new HashMap<>();
        for (BaseImage base : bases(settings)) {
            Optional<BaseConfig> config = config(base);
            if (config.isEmpty()) {
                return ContextReach.everything(
                        "what " + base.reference() + " hands on is not known before it is pulled");
            }
            configs.put(base.reference(), config.get());
        }
        return request.dockerfile().contextReach(settings, configs);
    }

    /** What stages begin with; an image that is only copied from hands nothing on. */
    private List<BaseImage> bases(BuildSettings settings) {
        return request.dockerfile().externalBases(settings).stream()
                .filter(base -> base.usedBy().is("FROM"))
                .toList();
    }

    private Optional<BaseConfig> config(BaseImage base) {
        if (request.recipe().options().pullPolicy() == PullPolicy.ALWAYS) {
            return Optional.empty();
        }
        return images.base(base.reference())
                .filter(found -> isTaken(found, base))
                .map(StoredBase::config);
    }

    /** Whether the engine takes the image that it has; it pulls one of another platform. */
    private boolean isTaken(StoredBase found, BaseImage base) {
        if (base.platform() != null) {
            return found.platform().equals(base.platform());
        }
        return request.recipe().platforms().stream()
                .allMatch(wanted -> found.platform().equals(wanted.toString()));
    }
}
