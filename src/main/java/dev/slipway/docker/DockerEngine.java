package dev.slipway.docker;

import dev.slipway.context.BuildContext;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.Engine;
import dev.slipway.engine.LocalImages;
import dev.slipway.image.ImageContent;
import dev.slipway.log.BuildLog;

/** Builds through the classic build call of the Docker Engine API, which Docker and Podman serve. */
public final class DockerEngine implements Engine {

    private final DaemonConnection connection;

    /** @param connection closed with the engine */
    public DockerEngine(DaemonConnection connection) {
        this.connection = connection;
    }

    @Override
    public String description() {
        return connection.describe();
    }

    @Override
    public ImageContent build(BuildRequest request, BuildContext context, BuildLog log) {
        return new ClassicBuild(connection, request, log).run(context);
    }

    @Override
    public LocalImages images() {
        return new DaemonImages(connection);
    }

    @Override
    public void close() {
        connection.close();
    }
}
