package dev.slipway.testing;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a Docker engine, the programs of the tests and their base image available before the tests run.
 *
 * <p>The build runs {@link #main} inside the JVM of Maven. An engine that answers is used as it is. Where none answers,
 * Debian and its relatives get one, installed and started, which ends with the last Maven that uses it; other systems
 * get a sentence that says what to start.
 */
public final class LocalEngine {
    private final EngineSite site = EngineSite.standard();
    private final EngineLease lease = new EngineLease(site.state());
    private final URI host = EngineClients.configuredHost();
    private final DebianPackages debian;
    private final Path log;

    private LocalEngine(Path logs) {
        this.debian = new DebianPackages(logs.resolve("apt.log"));
        this.log = logs.resolve("dockerd.log");
    }

    /** Makes the engine available; the only argument is the folder for logs. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new LocalEngine(Path.of(arguments[0]).toAbsolutePath()).makeAvailable();
    }

    static void say(String sentence) {
        System.out.println("[slipway] " + sentence);
    }

    private void makeAvailable() throws IOException, InterruptedException {
        try (DockerClient client = EngineClients.configured()) {
            boolean answers = EngineClients.answers(client);
            if (!answers) {
                requireThatWeMayStartOne();
            }
            boolean complete = answers && missing(answers).isEmpty();
            if (!complete) {
                requireThatWeMayInstall(missing(answers));
            }
            // an engine of ours that answers may be about to stop with the Maven that started it
            if (!complete || (lease.isKept() && debian.isInstallable())) {
                lease.locked(() -> complete(client));
            }
            say("Docker engine " + client.versionCmd().exec().getVersion() + " at " + host + ".");
            new BaseImage(client).makeAvailable();
        }
    }

    private void complete(DockerClient client) throws IOException, InterruptedException {
        boolean answers = EngineClients.answers(client);
        List<Program> missing = missing(answers);
        if (!missing.isEmpty()) {
            debian.install(Program.packages(missing));
        }
        if (!answers || lease.isKept()) {
            lease.take();
        }
        if (!answers) {
            new Dockerd(site, log).start(client);
        }
    }

    private static List<Program> missing(boolean engineAnswers) {
        return Stream.concat(
                        Program.neededBesideTheEngine().stream(),
                        engineAnswers ? Stream.empty() : Program.neededForTheEngine().stream())
                .filter(program -> !program.isInstalled())
                .toList();
    }

    private void requireThatWeMayStartOne() throws IOException {
        if (!site.isAt(host) || !debian.isInstallable()) {
            throw new MissingPrerequisite("No Docker engine answers at " + host + ", and only root on Debian or"
                    + " Ubuntu can be given one, at " + site.socket() + ". Start Docker (Docker Desktop, Colima,"
                    + " Podman's socket, or: sudo systemctl start docker), point DOCKER_HOST at an engine that runs,"
                    + " or build with -DskipTests.");
        }
    }

    private void requireThatWeMayInstall(List<Program> missing) throws IOException {
        if (!missing.isEmpty() && !debian.isInstallable()) {
            throw new MissingPrerequisite("The tests start programs that the PATH does not hold: "
                    + String.join(", ", Program.names(missing))
                    + ". Install them (Debian and Ubuntu: sudo apt-get install "
                    + String.join(" ", Program.packages(missing)) + "), or build with -DskipTests.");
        }
    }
}
