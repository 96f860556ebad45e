package dev.slipway.bench;

import dev.slipway.app.BuildSession;
import dev.slipway.app.Components;
import dev.slipway.buildkit.BuildKitEngine;
import dev.slipway.buildkit.BuildKitProbe;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.log.BuildLog;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.SocketRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A folder with a context, the builders that use it, and a relay before the engine that counts the bytes. */
final class Bench implements AutoCloseable {

    private static final int FILES_IN_A_FOLDER = 250;
    private static final Duration LOG_DELAY = Duration.ofMillis(100);

    private final Path folder;
    private final SocketRelay relay;
    private final List<EngineBench> open = new ArrayList<>();

    Bench(Path folder, SocketRelay relay) {
        this.folder = folder;
        this.relay = relay;
    }

    Path folder() {
        return folder;
    }

    /** Writes so many files of so many bytes, which no compression makes smaller. */
    void files(String below, int count, int bytes) throws IOException {
        files(below, count, bytes, new Random(count));
    }

    /** The same with other content. */
    void files(String below, int count, int bytes, Random random) throws IOException {
        byte[] content = new byte[bytes];
        for (int number = 0; number < count; number++) {
            Path parent = folder.resolve(below + "/d" + number / FILES_IN_A_FOLDER);
            if (number % FILES_IN_A_FOLDER == 0) {
                Files.createDirectories(parent);
            }
            random.nextBytes(content);
            Files.write(parent.resolve("f" + number), content);
        }
    }

    /** The parts of Slipway, with the engine behind the relay and no logins but those of this machine. */
    Components components(BuildSession session, BuildLog log) {
        Surroundings here = Surroundings.ofThisProcess();
        Map<String, String> environment = new HashMap<>(here.env());
        environment.putAll(environment());
        return new Components(
                new Surroundings(environment, here.home(), here.osName()),
                (host, namespace) -> Optional.empty(),
                id -> Optional.empty(),
                session,
                log);
    }

    /** What makes other programs take the engine behind the relay. */
    Map<String, String> environment() {
        return Map.of("DOCKER_HOST", relay.uri().toString());
    }

    DaemonEndpoint endpoint() {
        return new DaemonEndpoint(relay.uri(), null, false, "the benchmark");
    }

    /** Slipway with BuildKit. */
    EngineBench buildKit() {
        return bench(() -> {
            try {
                return new BuildKitEngine(new BuildKitProbe(endpoint(), line -> {}).inDocker(), classic());
            } catch (NoBuildKitException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Slipway with the classic builder, which sends a tar. */
    EngineBench tar() {
        return bench(this::classic);
    }

    private Engine classic() {
        return new DockerEngine(new DaemonConnection(endpoint()));
    }

    private EngineBench bench(Supplier<Engine> engine) {
        EngineBench bench = new EngineBench(folder, engine.get());
        open.add(bench);
        return bench;
    }

    /** Builds with an engine of ours. */
    Measured measured(EngineBench bench) {
        return timed(bench::build);
    }

    /** Builds with the docker command. */
    Measured measured(DockerCommand docker, String dockerfile) {
        return timed(() -> docker.build(folder, dockerfile, environment()));
    }

    /** The same, with the requests that a registry got meanwhile. */
    Measured timed(RegistryProcess registry, Runnable work) {
        int before = requests(registry);
        Measured run = timed(work);
        return new Measured(run.seconds(), run.bytes(), OptionalInt.of(requests(registry) - before));
    }

    /** The registry tells of a request a moment after its answer. */
    private static int requests(RegistryProcess registry) {
        int known = -1;
        int now = registry.requests();
        while (now != known) {
            known = now;
            LockSupport.parkNanos(LOG_DELAY.toNanos());
            now = registry.requests();
        }
        return now;
    }

    Measured timed(Runnable work) {
        long before = relay.sent();
        long start = System.nanoTime();
        work.run();
        return new Measured((System.nanoTime() - start) / 1e9, relay.sent() - before);
    }

    @Override
    public void close() {
        open.forEach(EngineBench::close);
    }
}
