package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.LayersContract;
import dev.slipway.image.ImageContent;
import dev.slipway.testing.EngineBench;
import org.junit.jupiter.api.Test;

class DockerLayersTest extends LayersContract {

    @Override
    protected Engine open() {
        return new DockerEngine(new DaemonConnection(new EndpointFinder(Surroundings.ofThisProcess()).find()));
    }

    @Test
    void imageThatTheNextBuildBeginsWithIsKept() {
        bench().dockerfile("FROM " + EngineBench.BASE + "\nENV one=1\n");
        ImageContent image = bench().build();
        bench().engine().layers().forget(image);
        assertThat(bench().build()).isEqualTo(image);
    }
}
