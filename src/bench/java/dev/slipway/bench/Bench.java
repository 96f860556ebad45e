package dev.slipway.bench;

import dev.slipway.buildkit.BuildKitEngine;
import dev.slipway.buildkit.BuildKitProbe;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.Engine;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.SocketRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** A folder with a context, the builders that use it, and a relay before the engine that counts the bytes. */
final class Bench implements AutoCloseable {

    private static final int FILES_IN_A_FOLDER = 250;

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
        Random random = new Random(count);
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
        return timed(() -> docker.build(folder, dockerfile, Map.of("DOCKER_HOST", relay.uri().toString())));
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
