package dev.slipway.buildkit;

import dev.slipway.context.BuildContext;
import dev.slipway.dockerfile.Builder;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.Engine;
import dev.slipway.engine.ImageLayers;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.Refusal;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildRecipe;
import java.util.List;
import java.util.Optional;

/** Builds with the BuildKit inside of a Docker engine, whose store takes the image. */
public final class BuildKitEngine implements Engine {

    private final BuildKitConnection connection;
    private final Engine docker;

    /**
     * @param connection closed with the engine
     * @param docker     the engine that BuildKit is part of; closed with this one
     */
    public BuildKitEngine(BuildKitConnection connection, Engine docker) {
        this.connection = connection;
        this.docker = docker;
    }

    @Override
    public String description() {
        return docker.description() + ", " + connection.describe();
    }

    @Override
    public BuildResult build(BuildRequest request, BuildContext context, BuildLog log) {
        try {
            return run(request, context, log);
        } catch (SameImageException e) {
            // The other build has stored it, and all steps are in the cache.
            log.detail(String.valueOf(e.getMessage()));
            return run(request, context, log);
        }
    }

    private BuildResult run(BuildRequest request, BuildContext context, BuildLog log) {
        ImageResult result = new StoredResult(request, docker.images(), connection.daemon());
        return new BuildRun(connection.solver(), request, context, log).run(result);
    }

    @Override
    public List<Refusal> refusals(BuildRecipe recipe) {
        return new BuildKitLimits(connection.daemon()).refusals(recipe);
    }

    @Override
    public String kind() {
        return connection.daemon().containerd() ? "buildkit-containerd" : "buildkit-docker";
    }

    @Override
    public Optional<String> obstacleToSameDigest() {
        return RewrittenTimes.missing(connection.daemon());
    }

    @Override
    public Builder builder() {
        return Builder.BUILDKIT;
    }

    @Override
    public LocalImages images() {
        return docker.images();
    }

    @Override
    public ImageLayers layers() {
        return docker.layers();
    }

    @Override
    public void close() {
        try (docker) {
            connection.close();
        }
    }
}
