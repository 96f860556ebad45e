package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.dockerfile.Builder;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.LayersContract;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.image.ImageContent;
import dev.slipway.testing.EngineBench;
import org.junit.jupiter.api.Test;

class BuildKitLayersTest extends LayersContract {

    @Override
    protected Engine open() {
        DaemonEndpoint endpoint = new EndpointFinder(Surroundings.ofThisProcess()).find();
        try {
            BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
            return new BuildKitEngine(connection, new DockerEngine(new DaemonConnection(endpoint), Builder.BUILDKIT));
        } catch (NoBuildKitException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void imageWithoutANameIsForgottenButNoStepOfItsBuild() {
        bench().dockerfile("FROM " + EngineBench.BASE
                + "\nRUN cat /proc/sys/kernel/random/uuid > /once\nCMD [\"cat\", \"/once\"]\n");
        ImageContent image = bench().build();
        String once = bench().run(image, "cat", "/once");
        bench().engine().layers().forget(image);
        assertThat(bench().engine().images().find(image.id().value())).isEmpty();
        assertThat(bench().run(bench().build(), "cat", "/once")).isEqualTo(once);
    }
}
