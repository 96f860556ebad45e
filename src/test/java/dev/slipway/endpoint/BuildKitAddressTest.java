package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.FakeHome;
import dev.slipway.testing.TestCertificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildKitAddressTest {

    @TempDir
    private Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder.resolve("home"));
    }

    private Optional<DaemonEndpoint> find(String configured) {
        return new EndpointFinder(home.surroundings())
                .buildKit(Optional.of(configured).filter(text -> !text.isEmpty()));
    }

    @Test
    void nobodyNamesADaemon() {
        assertThat(find("")).isEmpty();
    }

    @Test
    void variableNamesASocket() {
        home.with("BUILDKIT_HOST", "unix:///run/buildkit/buildkitd.sock");
        assertThat(find(""))
                .contains(new DaemonEndpoint(
                        URI.create("unix:///run/buildkit/buildkitd.sock"), null, false, "BUILDKIT_HOST"));
    }

    @Test
    void pomGoesBeforeTheVariable() {
        home.with("BUILDKIT_HOST", "unix:///run/buildkit/buildkitd.sock");
        assertThat(find("tcp://builder:1234"))
                .contains(new DaemonEndpoint(URI.create("tcp://builder:1234"), null, false, "<buildkitHost>"));
    }

    @Test
    void folderOfTlsFilesHoldsForPortsOnly() {
        Path files = new TestCertificates(folder.resolve("tls")).client("ec");
        home.with("BUILDKIT_TLS_DIR", files.toString());
        assertThat(find("tcp://builder:1234"))
                .contains(new DaemonEndpoint(URI.create("tcp://builder:1234"), files, true, "<buildkitHost>"));
        assertThat(find("unix:///b.sock"))
                .contains(new DaemonEndpoint(URI.create("unix:///b.sock"), null, false, "<buildkitHost>"));
    }

    @Test
    void missingTlsFileIsNamed() throws Exception {
        Path files = Files.createDirectory(folder.resolve("tls"));
        home.with("BUILDKIT_TLS_DIR", files.toString());
        assertThatThrownBy(() -> find("tcp://builder:1234"))
                .isInstanceOf(EndpointException.class)
                .hasMessage("Cannot find the container engine by <buildkitHost>: TLS needs ca.pem, which is not in "
                        + files + ". Set BUILDKIT_TLS_DIR to the folder with ca.pem, cert.pem and key.pem, or unset it"
                        + " if the daemon does not use TLS.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-container://buildkitd", "podman-container://b", "kube-pod://b?namespace=x"})
    void daemonInsideOfAContainerIsRefused(String address) {
        assertThatThrownBy(() -> find(address))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("' runs a program (docker, kubectl) to get into the container of the daemon")
                .hasMessageEndingWith("(buildkitd --addr tcp://0.0.0.0:1234), and name that.");
    }

    @Test
    void sshIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> find("ssh://me@builder"))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("Open a tunnel with 'ssh -nNT -L ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"builder", "tcp://builder", "unix://", "/run/b.sock", "http://builder:1", "tcp://:1234x"})
    void otherThingsAreNoAddress(String address) {
        assertThatThrownBy(() -> find(address))
                .isInstanceOf(EndpointException.class)
                .hasMessage("Cannot find the container engine by <buildkitHost>: it is not an address of a BuildKit"
                        + " daemon. Write unix:///run/buildkit/buildkitd.sock, tcp://host:1234 or"
                        + " npipe:////./pipe/buildkitd.");
    }
}
