package dev.slipway.buildkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.RawServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BuildKitProbeTest {

    private final List<String> details = new ArrayList<>();

    private BuildKitProbe probe(DaemonEndpoint endpoint) {
        return new BuildKitProbe(endpoint, details::add);
    }

    @Test
    void engineThatRefusesEveryWayHasNone() {
        try (FakeDaemon engine = FakeDaemon.start()) {
            assertThatThrownBy(() -> probe(engine.endpoint()).inDocker())
                    .isInstanceOf(NoBuildKitException.class)
                    .hasMessageContaining("404");
            assertThat(String.join("\n", details))
                    .contains("/_ping answers with")
                    .contains("no BuildKit through /grpc: ")
                    .contains("no BuildKit through /session: ");
        }
    }

    @Test
    void podmanIsToldByItsPing() {
        byte[] ping = "HTTP/1.1 200 OK\r\nLibpod-Api-Version: 5.4.2\r\nContent-Length: 2\r\n\r\nOK".getBytes(US_ASCII);
        try (RawServer podman = RawServer.answeringAndClosing(ping)) {
            assertThatThrownBy(() -> probe(podman.endpoint()).inDocker())
                    .isInstanceOf(NoBuildKitException.class)
                    .hasMessage("it is Podman, which has no BuildKit");
        }
    }

    @Test
    void whatSpeaksNoHttpIsNoEngine() {
        try (RawServer other = RawServer.answeringAndClosing("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII))) {
            assertThatThrownBy(() -> probe(other.endpoint()).inDocker())
                    .isInstanceOf(NoBuildKitException.class)
                    .hasMessageContaining("speaks no HTTP");
        }
    }

    @Test
    void daemonThatIsNamedAndDoesNotAnswerIsSaidWithItsPlace() {
        DaemonEndpoint nowhere = new DaemonEndpoint(URI.create("tcp://127.0.0.1:1"), null, false, "<buildkitHost>");
        assertThatThrownBy(() -> probe(nowhere).standalone())
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("Cannot reach a container engine at tcp://127.0.0.1:1 (<buildkitHost>): ")
                .hasMessageContaining("Connection refused")
                .hasMessageEndingWith("Start the engine there, or correct <buildkitHost>.");
    }
}
