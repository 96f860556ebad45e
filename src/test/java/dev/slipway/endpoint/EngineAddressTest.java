package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

    @ParameterizedTest
    @CsvSource({
        "unix:///run/user/1000/docker.sock, unix:///run/user/1000/docker.sock",
        "unix://, unix:///var/run/docker.sock",
        "/run/docker.sock, unix:///run/docker.sock",
        "' unix:///run/docker.sock ', unix:///run/docker.sock",
        "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine",
        "npipe://, npipe:////./pipe/docker_engine",
        "npipe://\\\\.\\pipe\\docker_engine, npipe:////./pipe/docker_engine",
        "npipe://./pipe/docker_engine, npipe:////./pipe/docker_engine",
        "tcp://build.example.com:4243, tcp://build.example.com:4243",
        "TCP://10.0.0.7, tcp://10.0.0.7:2375",
        "tcp://, tcp://localhost:2375",
        "tcp://:2222, tcp://localhost:2222",
        "tcp://host:, tcp://host:2375",
        "tcp://[::1], tcp://[::1]:2375",
        "tcp://[::1]:2222, tcp://[::1]:2222",
        "tcp://proxy:80/engine, tcp://proxy:80/engine",
        "tcp://host:2375/, tcp://host:2375",
        "http://host:2375, tcp://host:2375",
        "https://host:2376, tcp://host:2376",
        "host:2222, tcp://host:2222",
        "host, tcp://host:2375",
        ":2222, tcp://localhost:2222",
    })
    void understandsWhatDockerUnderstands(String text, String uri) {
        assertThat(new EngineAddress("DOCKER_HOST", text).uri(false)).isEqualTo(URI.create(uri));
    }

    @Test
    void withoutAPortTlsMeans2376() {
        assertThat(new EngineAddress("DOCKER_HOST", "tcp://host").uri(true)).isEqualTo(URI.create("tcp://host:2376"));
    }

    @Test
    void aSocketPathMayHaveBlanks() {
        assertThat(new EngineAddress("DOCKER_HOST", "unix:///Users/a b/docker.sock")
                        .uri(false)
                        .getPath())
                .isEqualTo("/Users/a b/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix://relative/docker.sock",
                "./docker.sock",
                "tcp://host:port",
                "tcp://host:65536",
                "tcp://host:0",
                "tcp://a b",
                "tcp://tcp://host",
                "ftp://host",
                "tcp://[::1"
            })
    void sayWhereAMalformedAddressStandsAndWhatToWrite(String text) {
        assertThatThrownBy(() -> new EngineAddress("DOCKER_HOST", text).uri(false))
                .isInstanceOf(EndpointException.class)
                .hasMessage("Cannot find the container engine by DOCKER_HOST: '" + text + "' is not an address of a"
                        + " container engine. Write unix:///path/of/socket, tcp://host:port or"
                        + " npipe:////./pipe/name.");
    }

    @Test
    void sshIsRefusedWithTheWayAround() {
        assertThatThrownBy(() -> new EngineAddress("DOCKER_HOST", "ssh://ada@build.example.com"))
                .isInstanceOf(EndpointException.class)
                .hasMessage("Cannot find the container engine by DOCKER_HOST: 'ssh://***@build.example.com' is an ssh"
                        + " address, and builds reach an engine over sockets, pipes and tcp only. Open a tunnel with"
                        + " 'ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock HOST' and set"
                        + " DOCKER_HOST=unix:///tmp/engine.sock, or use a docker context with a unix or tcp endpoint.");
    }

    @Test
    void fdIsRefusedWithTheWayAround() {
        assertThatThrownBy(() -> new EngineAddress("DOCKER_HOST", "fd://"))
                .hasMessageContaining("is a file descriptor")
                .hasMessageEndingWith("Set DOCKER_HOST to the socket itself, such as unix:///var/run/docker.sock.");
    }

    @Test
    void aHostWithAnUnderscoreIsRefusedBecauseJavaCannotCallIt() {
        assertThatThrownBy(() -> new EngineAddress("DOCKER_HOST", "tcp://my_dind:2375").uri(false))
                .hasMessageContaining("'my_dind' is a host name that Java does not accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://ada:hunter2@host:2375", "ada:hunter2@host:2375", "tcp://ada:hun/ter2@x@host"})
    void aPasswordInAnAddressIsNotRepeated(String text) {
        assertThatThrownBy(() -> new EngineAddress("DOCKER_HOST", text).uri(false))
                .isInstanceOf(EndpointException.class)
                .message()
                .doesNotContain("hun", "ada");
    }
}
