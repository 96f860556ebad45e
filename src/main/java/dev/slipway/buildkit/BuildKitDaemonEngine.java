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

/** Builds with a BuildKit daemon of its own, which keeps no images: they lie in OCI layouts under {@code target}. */
public final class BuildKitDaemonEngine implements Engine {

    private final BuildKitConnection connection;

    /** @param connection closed with the engine */
    public BuildKitDaemonEngine(BuildKitConnection connection) {
        this.connection = connection;
    }

    @Override
    public String description() {
        return connection.describe() + " at " + connection.daemon().uri();
    }

    @Override
    public BuildResult build(BuildRequest request, BuildContext context, BuildLog log) {
        try (LayoutResult result = new LayoutResult(request, connection.daemon())) {
            return new BuildRun(connection.solver(), request, context, log).run(result);
        }
    }

    @Override
    public List<Refusal> refusals(BuildRecipe recipe) {
        return new BuildKitLimits(connection.daemon()).refusals(recipe);
    }

    @Override
    public String kind() {
        return "buildkit-layout";
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
        return new NoImages();
    }

    /** @throws UnsupportedOperationException always: its images lie in layouts, which have layers of their own */
    @Override
    public ImageLayers layers() {
        throw new UnsupportedOperationException("a BuildKit daemon keeps no images");
    }

    @Override
    public void close() {
        connection.close();
    }
}
