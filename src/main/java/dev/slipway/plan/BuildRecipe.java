package dev.slipway.plan;

import dev.slipway.image.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How an image is built.
 *
 * @param contextDirectory folder of the build context, absolute
 * @param dockerfile       the Dockerfile, absolute; it may lie outside the context
 * @param target           the build stage; empty for the last one
 * @param args             build arguments
 * @param labels           labels of the image, the OCI's standard ones included
 * @param platform         the platform to build for; empty for the engine's own
 * @param options          how the engine goes about it
 */
public record BuildRecipe(
        Path contextDirectory,
        Path dockerfile,
        Optional<String> target,
        Map<String, String> args,
        Map<String, String> labels,
        Optional<Platform> platform,
        Options options) {

    /** Copies the maps. */
    public BuildRecipe {
        args = Map.copyOf(args);
        labels = Map.copyOf(labels);
    }

    /**
     * How the engine goes about a build.
     *
     * @param noCache    whether every step runs anew
     * @param network    the network of RUN steps; empty for the engine's default
     * @param pullPolicy when base images are pulled
     * @param timeout    after which the build is stopped
     */
    public record Options(boolean noCache, Optional<String> network, PullPolicy pullPolicy, Duration timeout) {}
}
