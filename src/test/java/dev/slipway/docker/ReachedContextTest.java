package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.ContextTar;
import dev.slipway.context.DirectoryContext;
import dev.slipway.context.Overlay;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.plan.PullPolicy;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.SocketRelay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real engine makes the same image of the part of a context that it is sent as of all of it. */
@Tag("engine")
class ReachedContextTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path temporary;

    private Path folder;
    private Workbench bench;

    @BeforeEach
    void open() throws IOException {
        folder = temporary.resolve("context");
        bench = new Workbench(folder);
        bench.file("a.txt", "a")
                .file("b.txt", "b")
                .file("sub/c.txt", "c")
                .file("sub/deep/d.txt", "d")
                .file("sub/kept.log", "log")
                .file("other/e.txt", "e")
                .file("with space", "space")
                .file("ignored/f.txt", "f")
                .file("ignored/taken-back", "g")
                .file(".dockerignore", "ignored/*\n!ignored/taken-back\n**/*.log\n");
        link("near.txt", "a.txt");
        link("chain", "near.txt");
        link("folder", "sub");
        link("other/link.txt", "../sub/deep/d.txt");
        link("other/absolute", "/sub/c.txt");
        link("outside", "../../../a.txt");
        link("nowhere", "not/there");
        link("to-ignored", "ignored/f.txt");
        Files.createDirectories(folder.resolve("empty"));
        Files.setLastModifiedTime(folder.resolve("sub/deep"), FileTime.fromMillis(1_600_000_000_000L));
    }

    private void link(String path, String target) throws IOException {
        Path link = folder.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** What stands below {@code /in}: modes, times, sizes and where links lead to. */
    private static Map<String, String> described(Map<String, TarArchiveEntry> tree) {
        Map<String, String> described = new TreeMap<>();
        tree.forEach((path, entry) -> described.put(
                path,
                entry.isSymbolicLink()
                        ? "-> " + entry.getLinkName()
                        : Integer.toOctalString(entry.getMode()) + " " + entry.getSize()
                                + (path.isEmpty() ? "" : " " + entry.getLastModifiedTime())));
        return described;
    }

    private Map<String, String> built() {
        return described(bench.tree(bench.build(), "/in"));
    }

    /** With the whole context in the tar. */
    private Map<String, String> builtOfEverything() {
        String id = bench.engine()
                .buildImageCmd(new ContextTar(bench.context()))
                .withNoCache(true)
                .start()
                .awaitImageId();
        try {
            return described(bench.tree(id, "/in"));
        } finally {
            bench.engine().removeImageCmd(id).withForce(true).exec();
        }
    }

    private List<String> sent() {
        List<String> paths = new ArrayList<>();
        SteeringFiles.of(
                        bench.request(Map.of()).recipe(),
                        bench.context(),
                        new ReachedContext(new DaemonImages(bench.connection()), bench.request(Map.of())).find())
                .context()
                .entries()
                .forEachRemaining(entry -> paths.add(entry.path()));
        return paths;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY a.txt /in/",
                "COPY sub /in",
                "COPY sub/deep/ /in/",
                "COPY *.txt /in/",
                "COPY */*.txt /in/",
                "COPY s?b/[d]eep/* /in/",
                "COPY near.txt /in/",
                "COPY chain /in/x",
                "COPY folder /in/",
                "COPY folder/deep /in/",
                "COPY outside /in/",
                "COPY other /in/",
                "COPY other/absolute /in/",
                "COPY */link.txt /in/",
                "COPY [\"with space\", \"/in/\"]",
                "COPY ignored /in/",
                "COPY sub empty ./other/../a.txt /in/",
                "ADD sub/c.txt b.txt /in/",
                "ARG JAR=sub/*.txt\nCOPY ${JAR} /in/",
                "ENV DIR=sub\nCOPY $DIR/deep /in/",
                "COPY Dockerfile .dockerignore /in/",
            })
    void imageIsTheSame(String lines) {
        bench.dockerfile("FROM slipway-it/busybox:1\n" + lines + "\n").noCache();

        assertThat(built()).isEqualTo(builtOfEverything()).isNotEmpty();
        assertThat(sent()).hasSizeLessThan(sentWithEverything());
    }

    private int sentWithEverything() {
        List<ContextEntry> all = new ArrayList<>();
        bench.context().entries().forEachRemaining(all::add);
        return all.size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY missing /in/",
                "COPY sub/missing /in/",
                "COPY missing/deeper /in/",
                "COPY ignored/f.txt /in/",
                "COPY to-ignored /in/",
                "COPY nowhere /in/",
                "COPY *.missing /in/",
                "COPY sub/*.log /in/",
                "COPY empty/* /in/",
                "COPY ../a.txt /in/",
                "COPY a.txt b.txt /in",
                "ADD missing /in/",
            })
    void errorIsTheSame(String line) {
        bench.dockerfile("FROM slipway-it/busybox:1\n" + line + "\n");
        assertThat(sent()).hasSizeLessThan(sentWithEverything());
        String message = failure();
        bench.dockerfile("FROM slipway-it/busybox:1\n" + line + "\nCOPY . /\n");
        assertThat(sent()).hasSize(sentWithEverything());

        assertThat(message).startsWith("Cannot build agent: Dockerfile:2: ").isEqualTo(failure());
    }

    /** Docker names the folder in which it unpacked the context. */
    private String failure() {
        return String.valueOf(catchThrowable(bench::build).getMessage())
                .replaceAll("(tmp/docker-builder|overlay2/)\\w+", "$1");
    }

    @Test
    void oneSmallFileOfTwentyMegabytesIsSentAlone() throws IOException {
        byte[] bytes = new byte[MEGABYTE];
        new Random(3).nextBytes(bytes);
        for (int i = 0; i < 20; i++) {
            FakeHome.write(folder.resolve("big/" + i), "");
            Files.write(folder.resolve("big/" + i), bytes);
        }
        try (SocketRelay relay = new SocketRelay(temporary.resolve("engine.sock"));
                Workbench relayed = new Workbench(folder, new DaemonEndpoint(relay.uri(), null, false, "the test"))) {
            relayed.removing()
                    .dockerfile("FROM slipway-it/busybox:1\nCOPY a.txt /in/\n")
                    .build();
            assertThat(relay.sent()).isLessThan(MEGABYTE / 10);
            relayed.dockerfile("FROM slipway-it/busybox:1\nCOPY . /in/\n").build();
            assertThat(relay.sent()).isGreaterThan(20 * MEGABYTE);
        }
    }

    @Test
    void whatCannotBeReadOutsideOfTheReachDoesNotMatter() throws Exception {
        Process pipe = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertThat(pipe.waitFor()).isZero();

        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY a.txt /in/\n");
        assertThat(built()).containsOnlyKeys("", "a.txt");
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY pip? /in/\n");
        assertThat(failure()).contains("it is a named pipe");
    }

    @Test
    void triggersOfABaseImageGetTheirFiles() {
        String base = bench.dockerfile("""
                FROM slipway-it/busybox:1
                ENV DIR=sub
                ONBUILD ARG NAME=c.txt
                ONBUILD COPY near.txt $DIR/$NAME /in/
                """).build().id().value();
        bench.dockerfile("FROM " + base + "\nCOPY b.txt /in/\n").noCache();

        assertThat(built()).isEqualTo(builtOfEverything()).containsOnlyKeys("", "b.txt", "c.txt", "near.txt");
        assertThat(sent()).contains("near.txt", "a.txt", "sub/c.txt", "b.txt").doesNotContain("with space", "other");
    }

    @Test
    void variableThatTheBaseImageSetsIsItsOwn() {
        String base = bench.dockerfile("FROM slipway-it/busybox:1\nENV FILE=a.txt\n")
                .build()
                .id()
                .value();

        bench.dockerfile("FROM " + base + "\nCOPY $FILE /in/\n");
        assertThat(built()).containsOnlyKeys("", "a.txt");
        assertThat(sent()).containsExactly(".dockerignore", "Dockerfile", "a.txt");
        bench.dockerfile("FROM " + base + "\nARG FILE=b.txt\nCOPY $FILE /in/\n");
        assertThat(built()).containsOnlyKeys("", "a.txt");
        assertThat(sent()).hasSize(sentWithEverything());
    }

    @Test
    void everythingIsSentWhereTheBaseMayBeAnotherOne() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY a.txt /in/\n");
        assertThat(sent()).containsExactly(".dockerignore", "Dockerfile", "a.txt");
        bench.platform("linux/s390x");
        assertThat(sent()).hasSize(sentWithEverything());
        bench.dockerfile("FROM slipway-it/not-there:1\nCOPY a.txt /in/\n");
        assertThat(sent()).hasSize(sentWithEverything());
        try (Workbench other = new Workbench(folder)) {
            ReachedContext always = new ReachedContext(
                    new DaemonImages(other.connection()),
                    other.pull(PullPolicy.ALWAYS)
                            .dockerfile("FROM slipway-it/busybox:1\nCOPY a.txt /in/\n")
                            .request(Map.of()));
            assertThat(always.find().whyEverything())
                    .contains("what slipway-it/busybox:1 hands on is not known before it is pulled");
        }
    }

    @Test
    void dockerfileFromElsewhereReachesTheSame() {
        bench.dockerfile(temporary.resolve("elsewhere/Dockerfile"), "FROM slipway-it/busybox:1\nCOPY chain /in/\n");

        assertThat(built()).containsOnlyKeys("", "chain");
        assertThat(sent())
                .filteredOn(path -> !path.startsWith(".slipway-dockerfile-"))
                .containsExactly(".dockerignore", "a.txt", "chain", "near.txt")
                .isNotEqualTo(sent());
    }

    @Test
    void onlyStagesUpToTheTargetCount() {
        bench.dockerfile("FROM scratch AS one\nCOPY a.txt /in/\nFROM scratch\nCOPY . /in/\n")
                .target("one");

        assertThat(built()).containsOnlyKeys("", "a.txt");
        assertThat(sent()).containsExactly(".dockerignore", "Dockerfile", "a.txt");
    }

    @Test
    void filesInMemoryAreReachedLikeOthers() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY folder/new /in/\n");
        DirectoryContext files = (DirectoryContext) bench.context();
        BuildContext overlaid = files.over(Overlay.of(Map.of(
                "sub/new", file("new".getBytes(StandardCharsets.UTF_8)), "other/new", file(new byte[MEGABYTE]))));

        assertThat(described(bench.tree(bench.build(overlaid), "/in"))).containsOnlyKeys("", "new");
        List<String> paths = new ArrayList<>();
        overlaid.reaching(List.of("folder/new")).entries().forEachRemaining(entry -> paths.add(entry.path()));
        assertThat(paths).containsExactly("folder", "sub", "sub/new");
    }

    private static Overlay.Change.File file(byte[] content) {
        return new Overlay.Change.File(content, OptionalInt.empty());
    }
}
