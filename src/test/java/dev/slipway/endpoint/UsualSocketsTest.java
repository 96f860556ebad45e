package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualSocketsTest {

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder.resolve("home"))
                .with("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root/var/run/docker.sock",
                "home/.docker/run/docker.sock",
                "home/.docker/desktop/docker.sock",
                "home/.colima/default/docker.sock",
                "home/.colima/docker.sock",
                "home/.rd/docker.sock",
                "home/.orbstack/run/docker.sock",
                "runtime/docker.sock",
                "runtime/podman/podman.sock",
                "root/run/podman/podman.sock"
            })
    void knowsWhereEnginesListen(String socket) {
        FakeHome.write(folder.resolve(socket), "");

        assertThat(find()).contains(URI.create("unix://" + folder.resolve(socket)));
    }

    @Test
    void knowsThePodmanMachineOfMacs() {
        home.on("Mac OS X").with("TMPDIR", folder.resolve("tmp").toString());
        Path socket = folder.resolve("tmp/podman/podman-machine-default-api.sock");
        FakeHome.write(socket, "");

        assertThat(find()).contains(URI.create("unix://" + socket));
    }

    @Test
    void takesTheFirstThatExists() {
        FakeHome.write(folder.resolve("runtime/docker.sock"), "");
        FakeHome.write(folder.resolve("home/.colima/default/docker.sock"), "");

        assertThat(find()).contains(URI.create("unix://" + folder.resolve("home/.colima/default/docker.sock")));
    }

    @Test
    void aSocketLeftBehindDoesNotHideAnEngineThatAnswers() throws IOException {
        FakeHome.write(folder.resolve("root/var/run/docker.sock"), "");
        Path answering = folder.resolve("runtime/podman/podman.sock");
        Files.createDirectories(answering.getParent());

        try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            engine.bind(UnixDomainSocketAddress.of(answering));

            assertThat(find()).contains(URI.create("unix://" + answering));
        }
    }

    @Test
    void aDanglingLinkIsNoSocket() throws IOException {
        Path link = folder.resolve("root/var/run/docker.sock");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, folder.resolve("home/.docker/run/docker.sock"));

        assertThat(find()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker_engine", "dockerDesktopLinuxEngine", "podman-machine-default"})
    void onWindowsEnginesListenAtPipes(String pipe) {
        home.on("Windows 11");
        FakeHome.write(folder.resolve("pipes").resolve(pipe), "");
        FakeHome.write(folder.resolve("root/var/run/docker.sock"), "");

        assertThat(find()).contains(URI.create("npipe:////./pipe/" + pipe));
    }

    @Test
    void onWindowsThePlacesArePipes() {
        home.on("Windows 11");

        assertThat(sockets().places())
                .containsExactly(
                        "npipe:////./pipe/docker_engine",
                        "npipe:////./pipe/dockerDesktopLinuxEngine",
                        "npipe:////./pipe/podman-machine-default");
    }

    private Optional<URI> find() {
        return sockets().find();
    }

    private UsualSockets sockets() {
        return new UsualSockets(home.surroundings(), folder.resolve("root"), folder.resolve("pipes"));
    }
}
