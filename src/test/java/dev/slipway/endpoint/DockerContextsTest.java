package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.FakeHome;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContextsTest {

    private static final String LIST =
            "List the contexts with 'docker context ls', and choose another one or correct it.";

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder);
    }

    @Test
    void readsAContextThatDockersOwnClientWrote() {
        home.file(
                ".docker/contexts/meta/b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a/meta.json",
                "{\"Name\":\"remote\",\"Metadata\":{},\"Endpoints\":{\"docker\":"
                        + "{\"Host\":\"tcp://127.0.0.1:2399\",\"SkipTLSVerify\":true}}}");

        assertThat(find("remote").uri()).isEqualTo(URI.create("tcp://127.0.0.1:2399"));
    }

    @Test
    void anUnknownContextNamesTheVariableAndTheFolder() {
        assertThatThrownBy(() -> find("nix"))
                .isInstanceOf(EndpointException.class)
                .hasMessage("Cannot find the container engine by DOCKER_CONTEXT: there is no docker context 'nix' in"
                        + " ~/.docker/contexts. " + LIST);
    }

    @Test
    void anUnknownCurrentContextNamesTheConfig() {
        home.dockerConfig("{\"currentContext\": \"gone\"}");

        assertThatThrownBy(() -> new EndpointFinder(home.surroundings()).find())
                .hasMessageStartingWith("Cannot find the container engine by currentContext in ~/.docker/config.json:"
                        + " there is no docker context 'gone'");
    }

    @Test
    void aMalformedContextNamesFileLineAndColumn() {
        home.file(
                ".docker/contexts/meta/b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a/meta.json",
                "{\n\"Name\": remote}");

        assertThatThrownBy(() -> find("remote"))
                .isInstanceOf(EndpointException.class)
                .hasMessageMatching("Cannot find the container engine by DOCKER_CONTEXT: the file of docker context"
                        + " 'remote', ~/\\.docker/contexts/meta/b71199\\w+/meta\\.json:2:\\d+ is not valid JSON\\. .*");
    }

    @Test
    void aContextWithoutAnEngineIsRefused() {
        home.dockerContext("cloud", "{}");

        assertThatThrownBy(() -> find("cloud"))
                .hasMessageContaining(
                        "docker context 'cloud' has no Endpoints.docker.Host in ~/.docker/contexts/meta/");
    }

    @Test
    void anSshContextIsRefusedUnderItsName() {
        home.dockerContext("remote", "{\"Host\":\"ssh://build\"}");

        assertThatThrownBy(() -> find("remote"))
                .hasMessageStartingWith("Cannot find the container engine by docker context 'remote', which"
                        + " DOCKER_CONTEXT names: 'ssh://build' is an ssh address");
    }

    private DaemonEndpoint find(String context) {
        return new EndpointFinder(home.with("DOCKER_CONTEXT", context).surroundings()).find();
    }
}
