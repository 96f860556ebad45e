package dev.slipway.docker;

import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.PatchedContextContract;

class DockerPatchedContextTest extends PatchedContextContract {

    @Override
    protected Engine open() {
        return new DockerEngine(new DaemonConnection(new EndpointFinder(Surroundings.ofThisProcess()).find()));
    }
}
