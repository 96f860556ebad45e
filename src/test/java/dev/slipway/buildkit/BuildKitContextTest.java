package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.context.ContextException;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.testing.EngineBench;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Build contexts on their way to a real engine. */
@Tag("engine")
@Timeout(120)
class BuildKitContextTest {

    private static final List<String> NAMES = List.of(
            "größe",
            "Кириллица",
            "العربية",
            "עברית",
            "ไทย",
            "हिन्दी",
            "漢字",
            "ひらがな",
            "한글",
            "\uFFFDx",
            "😀",
            "👨‍👩‍👧",
            "a b",
            "a-b",
            "a",
            "a.b",
            "100%",
            "back\\slash",
            "new\nline",
            "'quoted'",
            "!loud",
            "#hash");

    @TempDir
    private Path folder;

    private EngineBench bench() throws NoBuildKitException {
        var endpoint = new EndpointFinder(Surroundings.ofThisProcess()).find();
        BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
        return new EngineBench(
                folder, new BuildKitEngine(connection, new DockerEngine(new DaemonConnection(endpoint))));
    }

    @Test
    void fileThatGrowsWhileItIsSentIsSaidAndTheNextBuildWorks() throws Exception {
        Path log = folder.resolve("server.log");
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 64 << 20);
        }
        try (EngineBench bench = bench()) {
            bench.dockerfile("FROM slipway-it/busybox:1\nCOPY server.log /\n");
            AtomicBoolean isBuilding = new AtomicBoolean(true);
            Thread writer = new Thread(() -> append(log, isBuilding), "slipway-test-writer");
            writer.start();
            assertThatThrownBy(bench::build)
                    .isInstanceOf(ContextException.class)
                    .hasMessage("Cannot read " + log + " for the build context: it became longer while it was sent."
                            + " Let nothing write to the context during a build, or name what is written in the ignore"
                            + " file.");
            isBuilding.set(false);
            writer.join();
            assertThat(bench.run(bench.build(), "stat", "-c", "%s", "/server.log"))
                    .isEqualTo(Files.size(log) + "\n");
        }
    }

    private static void append(Path log, AtomicBoolean isBuilding) {
        try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            while (isBuilding.get()) {
                out.write('x');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void namesOfEveryScriptArriveAndCanBeIgnored() throws Exception {
        try (EngineBench bench = bench()) {
            for (String name : NAMES) {
                bench.file("all/" + name + "/" + name, name);
            }
            bench.file(".dockerignore", "all/größe\nall/漢*\n**/hinweis-ü\n").file("all/a/hinweis-ü", "");
            bench.dockerfile("FROM slipway-it/busybox:1\nCOPY all /all\nCOPY all/한글/한글 all/😀/* /some/\n");
            String found = bench.run(bench.build(), "find", "/all", "/some", "-type", "f", "-print0");
            List<String> expected = NAMES.stream()
                    .filter(name -> !name.equals("größe") && !name.equals("漢字"))
                    .map(name -> "/all/" + name + "/" + name)
                    .collect(Collectors.toCollection(ArrayList::new));
            expected.add("/some/한글");
            expected.add("/some/😀");
            assertThat(found.split("\0")).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void twelveThousandIgnoredPathsAreIgnored() throws Exception {
        try (EngineBench bench = bench()) {
            bench.file(
                            ".dockerignore",
                            IntStream.range(0, 12_000)
                                    .mapToObj(i -> "files/ignored-" + i + "\n")
                                    .collect(Collectors.joining()))
                    .file("files/ignored-0", "")
                    .file("files/ignored-11999", "")
                    .file("files/kept", "");
            bench.dockerfile("FROM slipway-it/busybox:1\nCOPY files /files\n");
            assertThat(bench.run(bench.build(), "ls", "/files")).isEqualTo("kept\n");
        }
    }

    @Test
    void thirtyBuildsShareOneConnection() throws Exception {
        try (EngineBench bench = bench()) {
            for (int i = 0; i < 200; i++) {
                bench.file("files/file" + i, "content " + i);
            }
            bench.dockerfile("FROM slipway-it/busybox:1\nARG NUMBER\nCOPY files /files\nRUN echo $NUMBER > /number\n");
            ExecutorService threads = Executors.newFixedThreadPool(30);
            try {
                List<Future<BuildResult>> builds = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    Map<String, String> arguments = Map.of("NUMBER", String.valueOf(i));
                    builds.add(threads.submit(() -> bench.buildWhole(arguments)));
                }
                assertThat(IntStream.range(0, 30)
                                .mapToObj(i -> number(bench, builds.get(i)))
                                .toList())
                        .isEqualTo(
                                IntStream.range(0, 30).mapToObj(i -> i + "\n").toList());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static String number(EngineBench bench, Future<BuildResult> build) {
        try {
            return bench.run(build.get(60, TimeUnit.SECONDS).content(), "cat", "/number");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
