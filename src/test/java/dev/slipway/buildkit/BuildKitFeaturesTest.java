package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.Engine;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.engine.Refusal;
import dev.slipway.image.TimedStep;
import dev.slipway.plan.Attestations;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.CacheSettings;
import dev.slipway.plan.RunSettings;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only BuildKit does. What the daemon of this machine is too old for must be refused before anything is built. */
@Tag("engine")
class BuildKitFeaturesTest {

    @TempDir
    private Path temporary;

    private EngineBench bench;
    private Daemon daemon;

    @BeforeEach
    void open() throws IOException, NoBuildKitException {
        DaemonEndpoint endpoint = new EndpointFinder(Surroundings.ofThisProcess()).find();
        BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
        daemon = connection.daemon();
        Engine docker = new DockerEngine(new DaemonConnection(endpoint));
        bench = new EngineBench(
                Files.createDirectory(temporary.resolve("context")), new BuildKitEngine(connection, docker));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> refused() {
        return bench.engine().refusals(bench.recipe()).stream()
                .map(Refusal::wanted)
                .toList();
    }

    @Test
    void cacheMountKeepsItsFilesBetweenBuilds() {
        String id = temporary.getFileName().toString();
        bench.dockerfile("FROM slipway-it/busybox:1\nARG N\nRUN --mount=type=cache,id=" + id
                + ",target=/c echo $N >> /c/f && wc -l < /c/f > /lines\n");
        for (String build : List.of("1", "2")) {
            bench.arg("N", build);
            assertThat(bench.run(bench.build(), "cat", "/lines").strip()).isEqualTo(build);
        }
    }

    @Test
    void secretIsThereForTheCommandAndNotShownWhenItPrintsIt() {
        bench.dockerfile("""
                FROM slipway-it/busybox:1
                RUN --mount=type=secret,id=npm cat /run/secrets/npm; wc -c < /run/secrets/npm > /size
                RUN test ! -s /run/secrets/npm
                """).secret("npm", "s3same-open").noCache(true);
        assertThat(bench.run(bench.build(), "cat", "/size").strip()).isEqualTo("11");
        assertThat(String.join("\n", bench.log().output())).contains("****").doesNotContain("s3same-open");
    }

    @Test
    void requiredSecretThatNobodyKnowsIsNamed() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN --mount=type=secret,id=npm,required=true true\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(bench::build)
                .hasMessageStartingWith("Cannot build agent: ")
                .hasMessageContaining("npm");
    }

    @Test
    void stepsAreRememberedWithTheirTimesAndCacheHits() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN sleep 1\nCOPY Dockerfile /d\n")
                .noCache(true);
        BuildResult first = bench.buildWhole(Map.of());
        TimedStep slow = step(first, "RUN sleep 1");
        assertThat(slow.cached()).isFalse();
        assertThat(slow.time().toMillis()).isBetween(900L, 30_000L);
        bench.noCache(false);
        assertThat(step(bench.buildWhole(Map.of()), "RUN sleep 1").cached()).isTrue();
    }

    private static TimedStep step(BuildResult result, String command) {
        return result.steps().stream()
                .filter(step -> step.name().endsWith(command))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hostsAreKnownToCommands() {
        RunSettings run =
                new RunSettings(Optional.empty(), Map.of("db.internal", "10.0.0.7"), Optional.empty(), List.of());
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN grep db.internal /etc/hosts > /hosts\n")
                .noCache(true)
                .options(options -> options.withRun(run));
        assertThat(bench.run(bench.build(), "cat", "/hosts")).matches("10\\.0\\.0\\.7\\s+db\\.internal\\s+");
    }

    @Test
    void shmSizeAndLimitsReachCommandsOrAreRefused() {
        RunSettings run = new RunSettings(
                Optional.empty(),
                Map.of(),
                Optional.of(32L * 1024 * 1024),
                List.of(new RunSettings.Ulimit("nofile", 321, 654)));
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN df -k /dev/shm | tail -n 1 > /shm; ulimit -Sn > /files\n")
                .noCache(true)
                .options(options -> options.withRun(run));
        if (daemon.version().isAtLeast(0, 10)) {
            assertThat(refused()).isEmpty();
            assertThat(bench.run(bench.build(), "cat", "/shm", "/files"))
                    .contains("32768")
                    .contains("321");
        } else {
            assertThat(refused()).containsExactly("<shmSize>", "<ulimits>");
        }
    }

    @Test
    void furtherContextsAreUsedOrRefused() {
        FakeHome.write(temporary.resolve("assets/logo.txt"), "logo");
        TreeMap<String, BuildInputs.NamedContext> contexts = new TreeMap<>();
        contexts.put("assets", new BuildInputs.NamedContext.Folder(temporary.resolve("assets")));
        contexts.put("runtime", new BuildInputs.NamedContext.Image(EngineBench.BASE));
        bench.dockerfile("FROM runtime\nCOPY --from=assets logo.txt /logo\n")
                .options(options -> options.withInputs(new BuildInputs(List.of(), List.of(), contexts)));
        if (daemon.version().isAtLeast(0, 10)) {
            assertThat(refused()).isEmpty();
            assertThat(bench.run(bench.build(), "cat", "/logo")).isEqualTo("logo");
        } else {
            assertThat(refused()).containsExactly("<contexts>");
        }
    }

    @Test
    void severalPlatformsAndAttestationsAreMadeOrRefused() {
        bench.dockerfile("FROM scratch\nCOPY Dockerfile /d\n")
                .platform("linux/amd64")
                .platform("linux/arm64")
                .options(options -> options.withAttestations(new Attestations(Optional.of("max"), Optional.empty())));
        if (daemon.exportsEverything()) {
            assertThat(refused()).isEmpty();
            assertThat(bench.build().platforms()).hasToString("[linux/amd64, linux/arm64]");
        } else {
            assertThat(refused()).containsExactly("<platforms>", "<attestations>");
        }
    }

    @Test
    void cacheInAFolderIsWrittenAndReadOrRefused() {
        Path cache = temporary.resolve("cache");
        CacheSettings caches = new CacheSettings(
                List.of(new CacheSettings.Entry("local", new TreeMap<>(Map.of("src", cache.toString())))),
                List.of(new CacheSettings.Entry("local", new TreeMap<>(Map.of("dest", cache.toString())))));
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo kept > /kept\n")
                .options(options -> options.withCaches(caches));
        if (daemon.exportsEverything()) {
            assertThat(refused()).isEmpty();
            bench.build();
            assertThat(cache.resolve("index.json")).exists();
            assertThat(bench.run(bench.build(), "cat", "/kept")).isEqualTo("kept\n");
        } else {
            assertThat(refused()).containsExactly("<cacheTo>");
        }
    }

    @Test
    void inlineCacheIsWrittenEverywhere() {
        CacheSettings caches =
                new CacheSettings(List.of(), List.of(new CacheSettings.Entry("inline", new TreeMap<>())));
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN true\n").options(options -> options.withCaches(caches));
        assertThat(refused()).isEmpty();
        assertThat(bench.build().id().value()).startsWith("sha256:");
    }
}
