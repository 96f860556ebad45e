package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.EngineProcesses;
import dev.slipway.testing.SocketRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a build when the engine dies, or when nobody wants it any more. */
@Tag("engine")
@Timeout(60)
class BuildKitFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeContext() throws IOException {
        folder = Files.createDirectory(temporary.resolve("context"));
    }

    private EngineBench bench(DaemonEndpoint endpoint) throws NoBuildKitException {
        BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
        return new EngineBench(
                folder, new BuildKitEngine(connection, new DockerEngine(new DaemonConnection(endpoint))));
    }

    private static DaemonEndpoint engine() {
        return new EndpointFinder(Surroundings.ofThisProcess()).find();
    }

    private static FutureTask<ImageContent> start(EngineBench bench) {
        FutureTask<ImageContent> build = new FutureTask<>(bench::build);
        new Thread(build, "slipway-test-build").start();
        return build;
    }

    @Test
    void engineThatDiesIsSaidWithinSecondsAndTheNextBuildWorks() throws Exception {
        try (SocketRelay relay = new SocketRelay(temporary.resolve("engine.sock"));
                EngineBench bench = bench(new DaemonEndpoint(relay.uri(), null, false, "the test"))) {
            bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo dying; sleep 302\n")
                    .noCache(true);
            FutureTask<ImageContent> build = start(bench);
            assertThat(bench.log().awaitOutputContaining("dying", SOON)).isTrue();
            relay.die();
            assertThatThrownBy(() -> build.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("Cannot build agent: the connection to BuildKit broke (")
                    .hasMessageEndingWith(
                            "). Look whether the engine still runs and into its own log, then build again.");
        }
        assertThat(EngineProcesses.endSoon("sleep 302")).isTrue();
        try (EngineBench bench = bench(engine())) {
            bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo alive > /alive\n");
            assertThat(bench.run(bench.build(), "cat", "/alive")).isEqualTo("alive\n");
        }
    }

    @Test
    void buildThatIsInterruptedEndsItsStepAtTheEngine() throws Exception {
        try (EngineBench bench = bench(engine())) {
            bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo begun; sleep 303\n")
                    .noCache(true);
            FutureTask<ImageContent> build = start(bench);
            assertThat(bench.log().awaitOutputContaining("begun", SOON)).isTrue();
            build.cancel(true);
            assertThat(EngineProcesses.endSoon("sleep 303")).isTrue();
        }
    }

    @Test
    void sameImageCanBeBuiltSeveralTimesAtOnce() throws Exception {
        int builds = 6;
        ExecutorService threads = Executors.newFixedThreadPool(builds);
        try (EngineBench bench = bench(engine())) {
            bench.dockerfile("FROM slipway-it/busybox:1\nARG ROUND\nRUN echo ${ROUND} > /round\n");
            for (int round = 0; round < 5; round++) {
                Map<String, String> arguments =
                        Map.of("ROUND", UUID.randomUUID().toString());
                Callable<BuildResult> build = () -> bench.buildWhole(arguments);
                // not all of them made anew, so that all are stored at the same moment
                build.call();
                Set<Digest> ids = new HashSet<>();
                bench.label("round", String.valueOf(round));
                for (Future<BuildResult> result : threads.invokeAll(Collections.nCopies(builds, build))) {
                    ids.add(result.get().content().id());
                }
                assertThat(ids).hasSize(1);
            }
        } finally {
            threads.shutdown();
        }
    }
}
