package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.testing.FakeHome;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointFinderTest {

    private static final String ENV_HOST = "tcp://env:1";

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder.resolve("home"));
    }

    @Test
    void anExplicitHostGoesBeforeDockerHost() {
        home.with("DOCKER_HOST", ENV_HOST);

        assertThat(finder().at("tcp://explicit:2", "<dockerHost>"))
                .isEqualTo(new DaemonEndpoint(URI.create("tcp://explicit:2"), null, false, "<dockerHost>"));
    }

    @Test
    void dockerHostGoesBeforeContexts() {
        home.with("DOCKER_HOST", ENV_HOST)
                .with("DOCKER_CONTEXT", "colima")
                .dockerContext("colima", "{\"Host\":\"unix:///c.sock\"}");

        assertThat(finder().find()).isEqualTo(new DaemonEndpoint(URI.create(ENV_HOST), null, false, "DOCKER_HOST"));
    }

    @Test
    void dockerContextGoesBeforeTheCurrentContext() {
        home.with("DOCKER_CONTEXT", "colima")
                .dockerConfig("{\"currentContext\": \"desktop-linux\"}")
                .dockerContext("colima", "{\"Host\":\"unix:///c.sock\"}")
                .dockerContext("desktop-linux", "{\"Host\":\"unix:///d.sock\"}");

        assertThat(finder().find())
                .isEqualTo(new DaemonEndpoint(URI.create("unix:///c.sock"), null, false, "docker context 'colima'"));
    }

    @Test
    void theCurrentContextGoesBeforeTheUsualSockets() {
        socketFile("root/var/run/docker.sock");
        home.dockerConfig("{\"currentContext\": \"desktop-linux\"}")
                .dockerContext("desktop-linux", "{\"Host\":\"unix:///d.sock\"}");

        assertThat(finder().find().uri()).isEqualTo(URI.create("unix:///d.sock"));
    }

    @Test
    void theContextDefaultMeansTheUsualSockets() {
        Path socket = socketFile("root/var/run/docker.sock");
        home.with("DOCKER_CONTEXT", "default").dockerConfig("{\"currentContext\": \"desktop-linux\"}");

        assertThat(finder().find())
                .isEqualTo(new DaemonEndpoint(URI.create("unix://" + socket), null, false, "the usual place"));
    }

    @Test
    void configAndContextsFollowDockerConfig() {
        home.dockerConfig("{\"currentContext\": \"a\"}").dockerContext("a", "{\"Host\":\"unix:///a.sock\"}");
        Surroundings moved = new FakeHome(folder.resolve("elsewhere"))
                .with("DOCKER_CONFIG", home.path(".docker").toString())
                .surroundings();

        assertThat(new EndpointFinder(moved).find().uri()).isEqualTo(URI.create("unix:///a.sock"));
    }

    @Test
    void whenNothingExistsAllPlacesAreNamed() {
        Surroundings surroundings =
                home.with("XDG_RUNTIME_DIR", "/run/user/1000").surroundings();
        UsualSockets sockets = new UsualSockets(surroundings, folder.resolve("root"), folder.resolve("pipes"));

        assertThatThrownBy(() -> new EndpointFinder(surroundings, sockets).find())
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessage("Cannot reach a container engine at any of the usual places: none of these exists: "
                        + folder + "/root/var/run/docker.sock, ~/.docker/run/docker.sock,"
                        + " ~/.docker/desktop/docker.sock, ~/.colima/default/docker.sock, ~/.colima/docker.sock,"
                        + " ~/.rd/docker.sock, ~/.orbstack/run/docker.sock, /run/user/1000/docker.sock,"
                        + " /run/user/1000/podman/podman.sock, " + folder + "/root/run/podman/podman.sock."
                        + " Start Docker or Podman, or set DOCKER_HOST to where the engine listens.");
    }

    @Test
    void aMalformedConfigIsNamedWithLineAndColumn() {
        home.dockerConfig("{\n  \"currentContext\": desktop\n}");

        assertThatThrownBy(() -> finder().find())
                .isInstanceOf(EndpointException.class)
                .hasMessageStartingWith(
                        "Cannot find the container engine by the current docker context:" + " ~/.docker/config.json:2:")
                .hasMessageEndingWith(" is not valid JSON. Correct the file, or set DOCKER_HOST.");
    }

    @Test
    void aMalformedConfigDoesNotMatterIfDockerHostIsSet() {
        home.with("DOCKER_HOST", ENV_HOST).dockerConfig("{");

        assertThat(finder().find().uri()).isEqualTo(URI.create(ENV_HOST));
    }

    private EndpointFinder finder() {
        Surroundings surroundings = home.surroundings();
        return new EndpointFinder(
                surroundings, new UsualSockets(surroundings, folder.resolve("root"), folder.resolve("pipes")));
    }

    private Path socketFile(String path) {
        FakeHome.write(folder.resolve(path), "");
        return folder.resolve(path);
    }
}
