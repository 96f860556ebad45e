package dev.slipway.docker;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.LocalImages;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.registry.Credential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Credentials for the registries of all bases that the classic builder may have to pull; it takes them beforehand. */
record PullCredentials(LocalImages local, BuildRequest request) {

    Map<RegistryHost, Credential> find() {
        Map<RegistryHost, Credential> credentials = new HashMap<>();
        for (String base : bases()) {
            if (mayPull(base)) {
                RegistryHost host = ImageReference.registryOf(base);
                request.keychain().find(host, "").ifPresent(credential -> credentials.put(host, credential));
            }
        }
        return credentials;
    }

    /** All that the classic builder pulls, which makes every stage up to the target. */
    private List<String> bases() {
        BuildRecipe recipe = request.recipe();
        return request
                .dockerfile()
                .externalBases(BuildSettings.of(recipe.target(), recipe.args()).with(Builder.CLASSIC))
                .stream()
                .map(BaseImage::reference)
                .distinct()
                .toList();
    }

    private boolean mayPull(String reference) {
        return switch (request.recipe().options().pullPolicy()) {
            case ALWAYS -> true;
            case MISSING -> local.find(reference).isEmpty();
            case NEVER -> false;
        };
    }
}
