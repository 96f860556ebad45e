package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor of the engine, with a program in place of dockerd that says what happens to it. */
@Tag("linux")
class EngineScriptTest {
    private static final String DOCKERD = """
            #!/bin/sh
            trap 'echo stopped; exit 0' TERM
            echo started "$@"
            while :; do sleep 0.1; done
            """;

    @TempDir
    Path folder;

    private Path log;
    private Process user;

    @BeforeEach
    void aProcessUsesTheEngine() throws IOException {
        log = Files.createFile(folder.resolve("log"));
        Path dockerd = Files.writeString(folder.resolve("dockerd"), DOCKERD);
        assertThat(dockerd.toFile().setExecutable(true)).isTrue();
        user = new ProcessBuilder("sleep", "60").start();
        Files.createDirectories(folder.resolve("state/users"));
        Files.createFile(folder.resolve("state/users/" + user.pid()));
    }

    @AfterEach
    void endTheUser() {
        user.destroyForcibly();
    }

    @Test
    void theEngineEndsWhenItsLastUserWasKilled() throws Exception {
        Process supervisor = supervisor();
        awaitLog("started --debug");

        user.destroyForcibly();

        assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(log).hasContent("started --debug\nstopped\n");
        assertThat(folder.resolve("state/users")).isEmptyDirectory();
    }

    @Test
    void theEngineEndsWithItsSupervisor() throws Exception {
        Process supervisor = supervisor();
        awaitLog("started --debug");

        supervisor.destroy();

        assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(log).hasContent("started --debug\nstopped\n");
    }

    private Process supervisor() throws IOException {
        Path script = folder.resolve("engine.sh");
        try (InputStream resource = Objects.requireNonNull(Dockerd.class.getResourceAsStream("engine.sh"))) {
            Files.copy(resource, script);
        }
        ProcessBuilder process = new ProcessBuilder(
                "sh", script.toString(), folder.resolve("state").toString(), log.toString(), "--debug");
        process.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        return process.start();
    }

    private void awaitLog(String line) throws IOException, InterruptedException {
        while (!Files.readString(log).contains(line)) {
            Thread.onSpinWait();
        }
    }
}
