package dev.slipway.buildkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.buildkit.wire.fsutil.Stat;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.Overlay;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.FileReceiver;
import dev.slipway.testing.FileReceiver.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon is told of a folder, and what it gets. */
@Timeout(60)
class FileSyncTest {

    private static final int DIRECTORY = 1 << 31;
    private static final int LINK = 1 << 27;
    private static final int SETUID = 1 << 23;
    private static final int SETGID = 1 << 22;
    private static final int STICKY = 1 << 20;

    @TempDir
    private Path temporary;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("context"));
    }

    private SyncBench bench() throws Exception {
        return new SyncBench(
                new ContextAssembler().assemble(root, root.resolve("Dockerfile")), temporary.resolve("buildkitd.sock"));
    }

    private void write(String... paths) {
        for (String path : paths) {
            FakeHome.write(root.resolve(path), path);
        }
    }

    private List<String> told(Question question) throws Exception {
        try (SyncBench bench = bench()) {
            FileReceiver receiver = bench.ask(question);
            List<String> paths = receiver.paths();
            receiver.finish();
            return paths;
        }
    }

    @Test
    void namesOfEveryScriptComeInTheOrderOfTheirBytes() throws Exception {
        write(
                "a-b",
                "a.txt",
                "a/z",
                "B",
                "ä",
                "漢字",
                "ひらがな",
                "한글",
                "Кириллица",
                "العربية",
                "ไทย",
                "\uFFFD",
                "😀",
                "👨‍👩‍👧");
        assertThat(told(Question.about("context")))
                .containsExactly(
                        "B",
                        "a",
                        "a/z",
                        "a-b",
                        "a.txt",
                        "ä",
                        "Кириллица",
                        "العربية",
                        "ไทย",
                        "ひらがな",
                        "漢字",
                        "한글",
                        "\uFFFD",
                        "👨‍👩‍👧",
                        "😀");
    }

    @Tag("linux")
    @Test
    void modesTimesAndLinksAreThoseOfGo() throws Exception {
        write("run", "shared/file", "plain");
        Files.setAttribute(root.resolve("run"), "unix:mode", 04755);
        Files.setAttribute(root.resolve("shared"), "unix:mode", 03777);
        Files.setAttribute(root.resolve("plain"), "unix:mode", 0640);
        Files.createSymbolicLink(root.resolve("link"), Path.of("shared/ö"));
        Files.setLastModifiedTime(
                root.resolve("plain"), FileTime.from(Instant.ofEpochSecond(1_700_000_000, 123_456_789)));
        try (SyncBench bench = bench()) {
            List<Stat> stats = bench.ask(Question.about("context")).stats();
            assertThat(stats)
                    .extracting(Stat::getPath)
                    .containsExactly("link", "plain", "run", "shared", "shared/file");
            assertThat(stats.get(0).getMode() & ~0777).isEqualTo(LINK);
            assertThat(stats.get(0).getLinkname()).isEqualTo("shared/ö");
            assertThat(stats.get(0).getSize()).isZero();
            assertThat(stats.get(1).getMode()).isEqualTo(0640);
            assertThat(stats.get(1).getModTime()).isEqualTo(1_700_000_000_123_456_789L);
            assertThat(stats.get(1).getSize()).isEqualTo(5);
            assertThat(stats.get(2).getMode()).isEqualTo(SETUID | 0755);
            assertThat(stats.get(3).getMode()).isEqualTo(DIRECTORY | SETGID | STICKY | 0777);
            assertThat(stats.get(3).getSize()).isZero();
            assertThat(stats)
                    .allSatisfy(
                            stat -> assertThat(stat.getUid() + stat.getGid()).isZero());
        }
    }

    @Test
    void patchedFilesAreToldAndGivenAsTheyAreThen() throws Exception {
        write("a/plain", "b/removed", "patched");
        Overlay overlay = Overlay.of(Map.of(
                "b/removed", new Overlay.Change.Removed(),
                "patched", new Overlay.Change.File("other".getBytes(UTF_8), OptionalInt.of(0755)),
                "a/link", new Overlay.Change.Link("plain"),
                "new/one", new Overlay.Change.File("new".getBytes(UTF_8), OptionalInt.empty())));
        try (SyncBench bench = new SyncBench(
                new ContextAssembler().assemble(root, root.resolve("Dockerfile"), overlay),
                temporary.resolve("buildkitd.sock"))) {
            FileReceiver receiver = bench.ask(Question.about("context").with("followpaths", "a/link", "patched", "n*"));
            assertThat(receiver.paths()).containsExactly("a", "a/link", "a/plain", "new", "new/one", "patched");
            Stat patched = receiver.stats().get(5);
            assertThat(patched.getMode()).isEqualTo(0755);
            assertThat(patched.getSize()).isEqualTo(5);
            assertThat(receiver.stats().get(1).getLinkname()).isEqualTo("plain");
            assertThat(receiver.request(5).get()).isEqualTo("other".getBytes(UTF_8));
            assertThat(receiver.request(4).get()).isEqualTo("new".getBytes(UTF_8));
            receiver.finish();
        }
        assertThat(root.resolve("patched")).hasContent("patched");
        assertThat(root.resolve("b/removed")).exists();
    }

    @Test
    void contentComesWholeWhateverItsSize() throws Exception {
        Files.write(root.resolve("big"), new byte[3_000_001]);
        Files.write(root.resolve("chunk"), new byte[64 * 1024]);
        Files.createFile(root.resolve("empty"));
        write("small");
        try (SyncBench bench = bench()) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            receiver.stats();
            assertThat(receiver.request(3).get()).isEqualTo("small".getBytes(UTF_8));
            assertThat(receiver.request(2).get()).isEmpty();
            assertThat(receiver.request(0).get()).isEqualTo(new byte[3_000_001]);
            assertThat(receiver.request(1).get()).isEqualTo(new byte[64 * 1024]);
            receiver.finish();
            assertThat(bench.service().contentBytes()).isEqualTo(3_000_001 + 64 * 1024 + 5);
            assertThat(bench.service().failure()).isEmpty();
        }
    }

    @Test
    void filesAreGivenWhileOthersAreStillTold() throws Exception {
        for (int i = 0; i < 3000; i++) {
            write("dir" + i % 10 + "/file" + i);
        }
        try (SyncBench bench = bench()) {
            FileReceiver receiver = bench.ask(Question.about("context").wantingAtOnce(file -> true));
            List<Stat> stats = receiver.stats();
            assertThat(stats).hasSize(3010);
            for (int id = 0; id < stats.size(); id++) {
                if ((stats.get(id).getMode() & DIRECTORY) == 0) {
                    assertThat(receiver.content(id))
                            .isEqualTo(stats.get(id).getPath().getBytes(UTF_8));
                }
            }
            receiver.finish();
        }
    }

    @Test
    void excludesHaveExceptions() throws Exception {
        write("keep/a", "keep/b", "logs/x/today", "logs/x/old", "logs/y/old", "top.log", "top.txt");
        assertThat(told(Question.about("context").with("exclude-patterns", "logs", "*.log", "!logs/x/today", "keep/b")))
                .containsExactly("keep", "keep/a", "logs", "logs/x", "logs/x/today", "top.txt");
    }

    @Test
    void includesBringTheFoldersAbove() throws Exception {
        write("a/b/c/file", "a/b/other", "x", "y/file");
        assertThat(told(Question.about("context").with("include-patterns", "a/b/c", "**/other")))
                .containsExactly("a", "a/b", "a/b/c", "a/b/c/file", "a/b/other");
    }

    @Test
    void followedPathsBringLinksAndWhatTheyLeadTo() throws Exception {
        write("lib/v2/code", "lib/v1/code", "other");
        Files.createSymbolicLink(root.resolve("lib/current"), Path.of("v2"));
        assertThat(told(Question.about("context").with("followpaths", "lib/current/code", "missing")))
                .containsExactly("lib", "lib/current", "lib/v2", "lib/v2/code");
    }

    @Test
    void excludesCountForFollowedPathsToo() throws Exception {
        write("a/file", "a/file.log");
        assertThat(told(Question.about("context").with("followpaths", "a").with("exclude-patterns", "**/*.log")))
                .containsExactly("a", "a/file");
    }

    @Test
    void encodedPatternsAreDecoded() throws Exception {
        write("größe/datei", "größe/100% +1", "漢字/file", "x");
        assertThat(told(Question.about("context")
                        .encoded("followpaths", "größe", "漢字/*")
                        .encoded("exclude-patterns", "größe/100% +1")))
                .containsExactly("größe", "größe/datei", "漢字", "漢字/file");
    }

    @Test
    void twelveThousandPatternsFitIntoTheHeaders() throws Exception {
        write("a", "pattern-11999", "z");
        String[] patterns =
                IntStream.range(0, 12_000).mapToObj(i -> "pattern-" + i).toArray(String[]::new);
        assertThat(told(Question.about("context").with("exclude-patterns", patterns)))
                .containsExactly("a", "z");
    }

    @Test
    void fiftyThousandFilesAreToldWithinSeconds() throws Exception {
        for (int i = 0; i < 50_000; i++) {
            if (i % 500 == 0) {
                Files.createDirectory(root.resolve("dir" + i / 500));
            }
            Files.createFile(root.resolve("dir" + i / 500 + "/file" + i));
        }
        try (SyncBench bench = bench()) {
            long start = System.nanoTime();
            FileReceiver receiver = bench.ask(Question.about("context"));
            assertThat(receiver.stats()).hasSize(50_100);
            receiver.finish();
            assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
        }
    }

    @Test
    void folderOfAnUnknownNameIsRefused() throws Exception {
        try (SyncBench bench = bench()) {
            FileReceiver receiver = bench.ask(Question.about("elsewhere"));
            assertThatThrownBy(receiver::stats)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("NOT_FOUND: no folder is called 'elsewhere' here");
            assertThat(bench.service().failure()).isEmpty();
        }
    }
}
