package dev.slipway.docker;

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

/** Builds through the classic build call of the Docker Engine API, which Docker and Podman serve. */
public final class DockerEngine implements Engine {

    private final DaemonConnection connection;
    private final Builder maker;

    /** @param connection closed with the engine */
    public DockerEngine(DaemonConnection connection) {
        this(connection, Builder.CLASSIC);
    }

    /**
     * @param connection closed with the engine
     * @param builder    who makes the images of its store: the classic builder begins its next build with images, BuildKit
     *     with a cache of its own
     */
    public DockerEngine(DaemonConnection connection, Builder builder) {
        this.connection = connection;
        this.maker = builder;
    }

    @Override
    public String description() {
        return connection.describe();
    }

    @Override
    public BuildResult build(BuildRequest request, BuildContext context, BuildLog log) {
        return new BuildResult(new ClassicBuild(connection, request, log).run(context), List.of());
    }

    @Override
    public List<Refusal> refusals(BuildRecipe recipe) {
        return ClassicLimits.refusals(recipe);
    }

    @Override
    public String kind() {
        return "classic";
    }

    @Override
    public Optional<String> obstacleToSameDigest() {
        return Optional.of("the classic builder writes the time of the build into images");
    }

    @Override
    public Builder builder() {
        return Builder.CLASSIC;
    }

    @Override
    public LocalImages images() {
        return new DaemonImages(connection);
    }

    @Override
    public ImageLayers layers() {
        return new DaemonLayers(connection, maker == Builder.BUILDKIT);
    }

    @Override
    public void close() {
        connection.close();
    }
}
