package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads, and how soon, when no engine answers as one. */
@Timeout(20)
class EngineUnavailableTest {

    private static final String START = "Start Docker or Podman, or set DOCKER_HOST to where the engine listens.";

    @TempDir
    private Path folder;

    private static AbstractThrowableAssert<?, ?> assertUnavailable(URI uri) {
        return assertUnavailable(uri, () -> new DaemonConnection(endpoint(uri)));
    }

    private static AbstractThrowableAssert<?, ?> assertUnavailable(URI uri, Duration patience) {
        return assertUnavailable(uri, () -> new DaemonConnection(endpoint(uri), patience));
    }

    private static DaemonEndpoint endpoint(URI uri) {
        return new DaemonEndpoint(uri, null, false, "DOCKER_HOST");
    }

    private static AbstractThrowableAssert<?, ?> assertUnavailable(URI uri, Supplier<DaemonConnection> connection) {
        return assertThatThrownBy(() -> {
                    try (DockerEngine engine = new DockerEngine(connection.get())) {
                        engine.description();
                    }
                })
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("Cannot reach a container engine at " + uri + " (DOCKER_HOST): ");
    }

    private URI socket() {
        return URI.create("unix://" + folder.resolve("docker.sock"));
    }

    private ServerSocketChannel listenAtSocket() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")));
        return server;
    }

    @Test
    @Timeout(5)
    void socketThatIsNotThere() {
        assertUnavailable(socket()).hasMessageEndingWith(": No such file or directory. " + START);
    }

    @Test
    @Timeout(5)
    void socketThatNobodyListensAt() throws IOException {
        listenAtSocket().close();
        assertUnavailable(socket()).hasMessageEndingWith(": Connection refused. " + START);
    }

    @Test
    @Timeout(5)
    void portThatNobodyListensAt() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertUnavailable(URI.create("tcp://127.0.0.1:" + port)).hasMessageEndingWith(": Connection refused. " + START);
    }

    @Test
    @Timeout(10)
    void hostThatDoesNotExist() {
        assertUnavailable(URI.create("tcp://no-such-host.invalid:2375")).hasMessageEndingWith(START);
    }

    @Test
    @Timeout(5)
    void portThatTakesTheConnectionAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("tcp://127.0.0.1:" + silent.getLocalPort());
            assertUnavailable(uri, Duration.ofSeconds(1))
                    .hasMessageEndingWith(": it did not answer within 1 s. Restart it, or set DOCKER_HOST to where"
                            + " another one listens.");
        }
    }

    @Test
    @Timeout(14)
    void socketThatTakesTheConnectionAndSaysNothing() throws IOException {
        try (ServerSocketChannel silent = listenAtSocket()) {
            assertThat(silent.isOpen()).isTrue();
            assertUnavailable(socket()).hasMessageContaining(": it did not answer within 10 s. ");
        }
    }

    @Test
    void webServerInPlaceOfAnEngine() {
        try (FakeDaemon web = FakeDaemon.start()
                .on("GET /version", FakeDaemonAnswer.of(404, "text/html", "<html>\n<h1>Not Found</h1>\n</html>\n"))) {
            assertUnavailable(web.uri())
                    .hasMessageEndingWith(": it answered with status 404: <html> <h1>Not Found</h1> </html>. " + START);
        }
    }

    @Test
    void webServerThatAnswersEverything() {
        try (FakeDaemon web =
                FakeDaemon.start().on("GET /version", FakeDaemonAnswer.of(200, "text/html", "<html>Welcome</html>"))) {
            assertUnavailable(web.uri())
                    .hasMessageEndingWith(": what answered does not speak the Docker Engine API. " + START);
        }
    }

    @Test
    void engineThatWantsTls() {
        try (FakeDaemon daemon = FakeDaemon.start()
                .on(
                        "GET /version",
                        FakeDaemonAnswer.of(400, "text/plain", "Client sent an HTTP request to an HTTPS server.\n"))) {
            assertUnavailable(daemon.uri()).hasMessageEndingWith("Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH.");
        }
    }

    @Test
    void engineThatIsOutOfOrder() {
        try (FakeDaemon daemon = FakeDaemon.start()
                .on("GET /version", FakeDaemonAnswer.json(503, "{\"message\":\"engine is shutting down.\"}"))) {
            assertUnavailable(daemon.uri()).hasMessageEndingWith(": engine is shutting down. " + START);
        }
    }

    @Test
    void engineIsNamedWithItsVersionAndItsPlace() {
        try (FakeDaemon daemon = FakeDaemon.startAt(folder.resolve("docker.sock"));
                DockerEngine engine = new DockerEngine(new DaemonConnection(daemon.endpoint()))) {
            assertThat(engine.description()).isEqualTo("Docker 20.10.24 at " + socket() + " (DOCKER_HOST)");
            daemon.on(
                    "GET /version",
                    FakeDaemonAnswer.json(
                            200, "{\"Version\":\"4.3.1\",\"Components\":[{\"Name\":\"Podman Engine\"}]}"));
            assertThat(engine.description()).startsWith("Podman 4.3.1 at ");
        }
    }
}
