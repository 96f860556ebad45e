package dev.slipway.buildkit;

import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.EngineContract;
import dev.slipway.engine.NoBuildKitException;

class BuildKitEngineTest extends EngineContract {

    @Override
    protected Engine open() {
        DaemonEndpoint endpoint = new EndpointFinder(Surroundings.ofThisProcess()).find();
        try {
            BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
            return new BuildKitEngine(connection, new DockerEngine(new DaemonConnection(endpoint)));
        } catch (NoBuildKitException e) {
            throw new AssertionError(e);
        }
    }
}
