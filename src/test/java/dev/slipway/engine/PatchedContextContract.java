package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay;
import dev.slipway.context.Overlay.Change;
import dev.slipway.testing.EngineBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every engine makes the same of a context that changes lie over, as patches make them, and the work tree stays. */
@Tag("engine")
@Timeout(120)
public abstract class PatchedContextContract {

    private static final String COPY_ALL = "FROM slipway-it/busybox:1\nCOPY . /in/\n";
    private static final String LIST = """
            cd /in
            find . ! -name . | sort | while read f; do echo $f $(stat -c %a $f) $(readlink $f); done
            cat replaced was-link
            """;

    @TempDir
    private Path temporary;

    private Path folder;
    private EngineBench bench;
    private final Map<String, Change> changes = new HashMap<>();

    /** The engine under test, with the daemon of this machine; closed by the contract. */
    protected abstract Engine open();

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(temporary.resolve("context"));
        bench = new EngineBench(folder, open());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private PatchedContextContract file(String path, String content) {
        return file(path, content, OptionalInt.empty());
    }

    private PatchedContextContract file(String path, String content, OptionalInt mode) {
        changes.put(path, new Change.File(content.getBytes(StandardCharsets.UTF_8), mode));
        return this;
    }

    private PatchedContextContract removed(String path) {
        changes.put(path, new Change.Removed());
        return this;
    }

    private String built(String... command) throws IOException {
        Map<String, String> before = workTree();
        String output = bench.run(bench.overlay(Overlay.of(changes)).build(), command);
        assertThat(workTree()).isEqualTo(before);
        return output;
    }

    /** Whatever a build could change. */
    private Map<String, String> workTree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                tree.put(
                        file.toString(),
                        Files.readAttributes(file, "unix:mode,size,lastModifiedTime,ino", LinkOption.NOFOLLOW_LINKS)
                                + (Files.isRegularFile(file) ? Files.readString(file) : ""));
            }
        }
        return tree;
    }

    @Test
    void everyKindOfChangeArrives() throws IOException {
        bench.dockerfile(COPY_ALL)
                .file("kept", "kept")
                .file("replaced", "old")
                .file("removed", "gone")
                .file("only/removed", "gone")
                .file("was-file", "file")
                .file("sub/deep/kept", "kept");
        Files.createSymbolicLink(folder.resolve("was-link"), Path.of("kept"));
        Files.createDirectory(folder.resolve("empty"));
        Files.setAttribute(folder.resolve("replaced"), "unix:mode", 0750);
        file("replaced", "longer\n")
                .file("sub/deep/new", "new", OptionalInt.of(0755))
                .file("new/folder/file", "x");
        removed("removed").removed("only/removed");
        file("was-link", "no link\n");
        changes.put("was-file", new Change.Link("kept"));
        changes.put("new/link", new Change.Link("../sub"));

        assertThat(built("sh", "-c", LIST)).isEqualTo("""
                ./Dockerfile 644
                ./empty 755
                ./kept 644
                ./new 755
                ./new/folder 755
                ./new/folder/file 644
                ./new/link 777 ../sub
                ./replaced 750
                ./sub 755
                ./sub/deep 755
                ./sub/deep/kept 644
                ./sub/deep/new 755
                ./was-file 777 kept
                ./was-link 644
                longer
                no link
                """);
    }

    @Test
    void patchedDockerfileAndIgnoreFileCount() throws IOException {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN exit 1\n")
                .file(".dockerignore", "*.tmp\n")
                .file("a.log", "log")
                .file("b.tmp", "tmp");
        file("Dockerfile", COPY_ALL).file(".dockerignore", "*.log\nDockerfile\n");

        assertThat(built("sh", "-c", "cd /in && ls -A && cat .dockerignore"))
                .isEqualTo(".dockerignore\nb.tmp\n*.log\nDockerfile\n");
    }

    @Test
    void ignoreFileThatAPatchMakesCountsAndOneThatItRemovesDoesNot() throws IOException {
        bench.dockerfile(COPY_ALL).file(".dockerignore", "a\n").file("a", "").file("b", "");
        removed(".dockerignore");
        assertThat(built("ls", "-A", "/in")).isEqualTo("Dockerfile\na\nb\n");

        changes.clear();
        file("Dockerfile.dockerignore", "b\nDockerfile*\n.dockerignore");
        assertThat(built("ls", "-A", "/in")).isEqualTo("a\n");
    }

    @Test
    void dockerfileMayExistOnlyThroughAPatch() throws IOException {
        bench.file("a", "1").at(folder.resolve("made/for/Dockerfile.it"));
        file("made/for/Dockerfile.it", "FROM slipway-it/busybox:1\nCOPY a /in/\n");
        assertThat(built("ls", "-A", "/in")).isEqualTo("a\n");

        changes.clear();
        bench.at(folder.resolve("Dockerfile"));
        file("Dockerfile", "FROM slipway-it/busybox:1\nCOPY a /in/other\n");
        assertThat(built("ls", "-A", "/in")).isEqualTo("other\n");
    }

    @Test
    void linkedDockerfileLeadsToThePatchedOne() throws IOException {
        bench.file("a", "1").file("Dockerfile.real", "FROM slipway-it/busybox:1\nRUN exit 1\n");
        Files.createSymbolicLink(folder.resolve("Dockerfile"), Path.of("Dockerfile.real"));
        file("Dockerfile.real", "FROM slipway-it/busybox:1\nCOPY a /in/\n");
        assertThat(built("ls", "-A", "/in")).isEqualTo("a\n");
    }

    @Test
    void dockerfileOutsideOfTheContextIsNotPatchedButItsContextIs() throws IOException {
        bench.file("a", "1").file(".dockerignore", "a\n").file("Dockerfile", "FROM nothing\n");
        bench.dockerfile(temporary.resolve("elsewhere/Dockerfile"), COPY_ALL);
        file("Dockerfile", "FROM none\n")
                .file(".dockerignore", "Dockerfile\n.dockerignore\n")
                .file("new", "");
        assertThat(built("ls", "-A", "/in")).isEqualTo("a\nnew\n");
    }

    @Test
    void copiesThroughALinkThatIsPatchedLeadWhereItLeadsThen() throws IOException {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY current/ /in/\n")
                .file("v1/a", "1")
                .file("v2/b", "2");
        Files.createSymbolicLink(folder.resolve("current"), Path.of("v1"));
        changes.put("current", new Change.Link("v2"));
        file("v2/c", "3");
        assertThat(built("ls", "-A", "/in")).isEqualTo("b\nc\n");
    }
}
