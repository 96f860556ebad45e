package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.dockerfile.Builder;
import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.layout.Hashes;
import dev.slipway.layout.Layer;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import dev.slipway.testing.FakeDaemonRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that this machine's engine does not give when one asks for an image's files or hands it a layer. */
@Timeout(30)
class LayersAnswersTest {

    private static final Platform PLATFORM = Platform.parse("linux/amd64");
    private static final byte[] CONFIGURATION = """
            {"created":"2026-01-01T00:00:00Z","architecture":"amd64","os":"linux","config":{},\
            "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[]}""".formatted("1".repeat(64)).getBytes(StandardCharsets.UTF_8);
    private static final Digest ID = Hashes.digest(CONFIGURATION);
    private static final String CONTAINER = "c0ffee";

    private FakeDaemon daemon;
    private DockerEngine engine;

    @BeforeEach
    void open() throws IOException {
        daemon = FakeDaemon.start();
        daemon.on("GET /images/" + ID + "/get", tar(CONFIGURATION));
        daemon.on("GET /images/" + ID + "/json", FakeDaemonAnswer.json(200, """
                {"Id":"%s","Os":"linux","Architecture":"amd64","Size":7,"Created":"2026-01-01T00:00:00Z"}
                """.formatted(ID)));
        engine = new DockerEngine(new DaemonConnection(daemon.endpoint()), Builder.BUILDKIT);
    }

    @AfterEach
    void close() {
        engine.close();
        daemon.close();
    }

    private static FakeDaemonAnswer tar(byte[] document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("document.json");
            entry.setSize(document.length);
            tar.putArchiveEntry(entry);
            tar.write(document);
            tar.closeArchiveEntry();
        }
        return (request, in, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes.toByteArray());
            out.flush();
        };
    }

    private ImageContent image() {
        return new ImageContent(ID, List.of(PLATFORM), 7, List.of(), new ImageStore.InDaemon(daemon.uri()));
    }

    private void add() {
        engine.layers()
                .add(image(), Map.of(PLATFORM, new Layer(List.of(), Map.of(), "slipway", Map.of())), Optional.empty());
    }

    private List<String> asked(String method) {
        return daemon.requests().stream()
                .filter(request -> request.method().equals(method))
                .map(FakeDaemonRequest::path)
                .toList();
    }

    @Test
    void refusalInTheMiddleOfAGoodAnswerIsAFailure() {
        daemon.on(
                "POST /images/load",
                FakeDaemonAnswer.stream(
                        "{\"errorDetail\":{\"message\":\"no space left on device\"},\"error\":\"no space left on device\"}"));
        assertThatThrownBy(this::add)
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot add a layer to the image " + ID.shortHash()
                        + ": the engine did not load it (no space left on device). See that the engine's disk has room"
                        + " and look into its own log, then build again.");
    }

    @Test
    void refusalByStatusIsAFailure() {
        daemon.on("POST /images/load", FakeDaemonAnswer.json(500, "{\"message\":\"store is read-only\"}"));
        assertThatThrownBy(this::add)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the engine did not load it (store is read-only)");
    }

    @Test
    void connectionThatIsLostWhileLoadingIsSaidSo() {
        daemon.on("POST /images/load", FakeDaemonAnswer.brokenStream("{\"stream\":\"Loading\"}"));
        assertThatThrownBy(this::add)
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("Cannot add a layer to the image " + ID.shortHash()
                        + ": the connection to the engine at " + daemon.endpoint() + " broke (");
    }

    @Test
    void otherImageThanTheOneThatWasLoadedIsAFailure() {
        daemon.on("POST /images/load", FakeDaemonAnswer.stream("{\"stream\":\"Loaded image ID: sha256:1\"}"));
        assertThatThrownBy(this::add)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the engine loaded it as another image than ");
    }

    @Test
    void imageThatIsSavedWithoutItsConfigurationIsAFailure() throws IOException {
        daemon.on("GET /images/" + ID + "/get", tar("{}".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(this::add)
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot read the configuration of the image " + ID.shortHash()
                        + ": it is not in what the engine saves of it. Build the image again.");
    }

    @Test
    void containerIsRemovedEvenIfNothingCanBeSaidOfIt() {
        daemon.on("POST /containers/create", FakeDaemonAnswer.json(201, "{\"Id\":\"" + CONTAINER + "\"}"));
        daemon.on("GET /containers/" + CONTAINER + "/json", FakeDaemonAnswer.json(500, "{\"message\":\"oh dear\"}"));
        daemon.on("DELETE /containers/" + CONTAINER, FakeDaemonAnswer.of(204, "text/plain", ""));
        assertThatThrownBy(() -> engine.layers().open(image(), PLATFORM))
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot read the files of the image " + ID.shortHash()
                        + ": oh dear. Look into the engine's own log, then try again.");
        assertThat(asked("DELETE")).containsExactly("/containers/" + CONTAINER);
    }

    @Test
    void imageThatAContainerUsesIsKeptWithoutAFailure() {
        daemon.on("DELETE /images/" + ID, FakeDaemonAnswer.json(409, "{\"message\":\"image is being used\"}"));
        engine.layers().forget(image());
        assertThat(asked("DELETE")).containsExactly("/images/" + ID);
    }
}
