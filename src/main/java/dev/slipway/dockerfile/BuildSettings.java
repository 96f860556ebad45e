package dev.slipway.dockerfile;

import dev.slipway.image.Platform;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a build adds to the text of a Dockerfile.
 *
 * @param builder        who builds
 * @param target         the stage to build; null for the last one
 * @param args           build arguments by name
 * @param targetPlatform what the image is for; null where that is not known yet
 * @param buildPlatform  what the engine runs on; null where that is not known yet
 */
public record BuildSettings(
        Builder builder,
        @Nullable String target,
        Map<String, String> args,
        @Nullable Platform targetPlatform,
        @Nullable Platform buildPlatform) {

    public BuildSettings {
        args = Map.copyOf(args);
    }

    /** Settings for BuildKit whose platforms are not known. */
    public static BuildSettings of(Optional<String> target, Map<String, String> args) {
        return new BuildSettings(Builder.BUILDKIT, target.orElse(null), args, null, null);
    }

    /** The same settings for another builder. */
    public BuildSettings with(Builder other) {
        return new BuildSettings(other, target, args, targetPlatform, buildPlatform);
    }

    /** The same settings with known platforms. */
    public BuildSettings withPlatforms(Platform targetOne, Platform buildOne) {
        return new BuildSettings(builder, target, args, targetOne, buildOne);
    }
}
