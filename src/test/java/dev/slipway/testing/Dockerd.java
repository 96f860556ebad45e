package dev.slipway.testing;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Starts {@code dockerd} under a supervisor, in a session of its own: a Ctrl-C in the terminal is not for it. */
final class Dockerd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EngineSite site;
    private final Path log;

    Dockerd(EngineSite site, Path log) {
        this.site = site;
        this.log = log;
    }

    /** Starts the engine and returns when it answers {@code client}. */
    void start(DockerClient client) throws IOException, InterruptedException {
        LocalEngine.say("No Docker engine answers at " + site.socket() + ": starting dockerd (log in " + log
                + "); it stops when this build ends.");
        Files.createDirectories(log.getParent());
        Process supervisor = supervisor().start();
        Files.writeString(site.state().resolve(EngineLease.SUPERVISOR), Long.toString(supervisor.pid()));
        Instant end = Instant.now().plus(PATIENCE);
        while (!EngineClients.answers(client)) {
            if (!supervisor.isAlive() || Instant.now().isAfter(end)) {
                supervisor.destroy();
                throw new MissingPrerequisite("Starting dockerd: it does not answer at " + site.socket()
                        + ". Its last words:\n" + LogTail.of(log) + "\nStart an engine by hand, or see " + log + ".");
            }
            Thread.sleep(200);
        }
    }

    private ProcessBuilder supervisor() throws IOException {
        Path script = site.state().resolve(EngineLease.SUPERVISOR_SCRIPT);
        try (InputStream resource = Objects.requireNonNull(Dockerd.class.getResourceAsStream("engine.sh"))) {
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder process = new ProcessBuilder(
                        "setsid",
                        "sh",
                        script.toString(),
                        site.state().toString(),
                        log.toString(),
                        "--host=unix://" + site.socket(),
                        "--shutdown-timeout=5")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .directory(Path.of("/").toFile());
        process.environment().merge("PATH", Program.ADMINISTRATORS_PATH, (path, more) -> path + ":" + more);
        return process;
    }
}
