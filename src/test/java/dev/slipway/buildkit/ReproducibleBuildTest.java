package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files in two folders, with other times, as two checkouts have them. */
@Tag("engine")
class ReproducibleBuildTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final ImageReference BASE = ImageReference.parse("slipway-repeat/base:1");

    /** The first step copies one file into the root folder: no folder is made or touched. */
    private static final String DOCKERFILE = """
            FROM slipway-it/busybox:1
            COPY src/f /f
            WORKDIR /app
            COPY src src
            RUN stat -c %Y src/f > /seconds
            RUN rm src/f
            """;

    @TempDir
    private Path temporary;

    private EngineBench bench;
    private Daemon daemon;

    @BeforeEach
    void open() throws IOException, NoBuildKitException {
        BuildKitConnection connection = connection();
        daemon = connection.daemon();
        bench = bench(new BuildKitEngine(connection, new DockerEngine(new DaemonConnection(endpoint()))));
        checkout("older", Instant.parse("2024-02-29T10:00:00.25Z"));
        checkout("newer", Instant.parse("2026-10-10T10:00:00Z"));
    }

    @AfterEach
    void close() {
        bench.engine().images().untag(BASE);
        bench.close();
    }

    private static DaemonEndpoint endpoint() {
        return new EndpointFinder(Surroundings.ofThisProcess()).find();
    }

    private static BuildKitConnection connection() throws NoBuildKitException {
        return new BuildKitProbe(endpoint(), line -> {}).inDocker();
    }

    private EngineBench bench(Engine engine) {
        return new EngineBench(temporary, engine)
                .arg("SOURCE_DATE_EPOCH", String.valueOf(NEW_YEAR.getEpochSecond()))
                .noCache(true);
    }

    private void checkout(String name, Instant modified) throws IOException {
        Path folder = temporary.resolve(name + "/context");
        FakeHome.write(folder.resolve("Dockerfile"), DOCKERFILE);
        FakeHome.write(folder.resolve("src/f"), "hello\n");
        FakeHome.write(folder.resolve("src/deep/g"), "there\n");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(modified));
            }
        }
    }

    private ImageContent build(String name) {
        return bench.in(temporary.resolve(name + "/context")).build();
    }

    private InspectImageResponse inspected(ImageContent image) {
        return bench.docker().inspectImageCmd(image.id().value()).exec();
    }

    private List<String> layers(ImageContent image) {
        return Objects.requireNonNull(
                Objects.requireNonNull(inspected(image).getRootFS()).getLayers());
    }

    @Test
    void theyGiveTheSameDigestWhereTheEngineSaysNothingElse() {
        ImageContent first = build("older");
        ImageContent second = build("newer");
        if (daemon.containerd() && daemon.version().isAtLeast(0, 13)) {
            assertThat(bench.engine().obstacleToSameDigest()).isEmpty();
            assertThat(second.id()).isEqualTo(first.id());
        } else {
            assertThat(bench.engine().obstacleToSameDigest()).isPresent();
            assertThat(layers(second).subList(0, 2)).isEqualTo(layers(first).subList(0, 2));
        }
        assertThat(inspected(second).getCreated().equals(NEW_YEAR.toString()))
                .isEqualTo(daemon.version().isAtLeast(0, 11));
    }

    @Test
    void theyGiveTheSameLayoutWhereTheEngineWritesLayouts() throws NoBuildKitException {
        try (EngineBench layouts = bench(new BuildKitDaemonEngine(connection()))) {
            assertThat(layouts.engine().obstacleToSameDigest().isEmpty())
                    .isEqualTo(daemon.containerd() && daemon.version().isAtLeast(0, 13));
            if (daemon.exportsEverything()) {
                ImageContent first =
                        layouts.in(temporary.resolve("older/context")).build();
                ImageContent second =
                        layouts.in(temporary.resolve("newer/context")).build();
                assertThat(second.id()).isEqualTo(first.id());
            }
        }
    }

    @Test
    void imageRunsAndIsABaseAndHasATagLikeAnyOther() {
        ImageContent image = build("older");
        assertThat(bench.run(image, "cat", "/app/src/deep/g")).isEqualTo("there\n");
        bench.engine().images().tag(image.id(), BASE);
        assertThat(bench.engine().images().find(BASE.toString())).isEqualTo(Optional.of(image.id()));
        bench.dockerfile("FROM " + BASE + "\nRUN cp /app/src/deep/g /copy\n");
        assertThat(bench.run(bench.build(), "cat", "/copy")).isEqualTo("there\n");
    }

    @Test
    void commandsFindTheTimeOfTheImageOnFiles() {
        for (String name : List.of("older", "newer")) {
            assertThat(bench.run(build(name), "cat", "/seconds").strip())
                    .isEqualTo(String.valueOf(NEW_YEAR.getEpochSecond()));
        }
    }
}
