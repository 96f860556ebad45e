package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.engine.Engine;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.testing.FakeDaemon;
import org.junit.jupiter.api.Test;

class EngineLadderTest {

    @Test
    void engineWithoutBuildKitBuildsWithTheClassicBuilder() {
        try (FakeDaemon daemon = FakeDaemon.start();
                Engine engine = ladder(daemon).best()) {
            assertThat(engine.description()).startsWith("Docker 20.10.24 at ").doesNotContain("BuildKit");
        }
    }

    @Test
    void buildKitThatIsAskedForAndNotThereIsAFailureWithItsReason() {
        try (FakeDaemon daemon = FakeDaemon.start()) {
            assertThatThrownBy(() -> ladder(daemon).onlyBuildKit())
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessage("Cannot reach a container engine at " + daemon.endpoint()
                            + ": BuildKit is asked for, but it is Podman, which has no BuildKit. Use"
                            + " <engine>auto</engine>, or an engine with BuildKit: Docker, or a BuildKit daemon named in"
                            + " <buildkitHost>.");
        }
    }

    private static EngineLadder ladder(FakeDaemon daemon) {
        return new EngineLadder(
                daemon.endpoint(),
                () -> {
                    throw new NoBuildKitException("it is Podman, which has no BuildKit", null);
                },
                () -> new DockerEngine(new DaemonConnection(daemon.endpoint())));
    }
}
