package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedPathsTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeLinks() throws IOException {
        FakeHome.write(root.resolve("dir/file"), "");
        FakeHome.write(root.resolve("dir/other"), "");
        link("dir/near", "file");
        link("first", "second");
        link("second", "dir/near");
        link("folder", "dir");
        link("dir/again", "../folder/other");
        link("out", "../../../dir/file");
        link("absolute", "/dir/file");
        link("everything", ".");
        link("top", "/");
        link("nowhere", "is/not/there");
        link("self", "self");
        link("ping", "pong");
        link("pong", "ping");
        link("growing", "growing/x");
        link("a-near", "dir/near");
        link("!loud", "dir/file");
        link("ünïcode", "dir/ö");
        link("back\\slash", "dir/a\\b");
    }

    /** JUnit warns of links to folders outside of what it deletes. */
    @AfterEach
    void removeLinkToTheTop() throws IOException {
        Files.delete(root.resolve("top"));
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    private String resolved(String... paths) {
        return FollowedPaths.resolve(OverlaidTree.of(root, Overlay.none()), List.of(paths))
                .map(found -> String.join(" ", found))
                .orElse("everything");
    }

    @ParameterizedTest
    @CsvSource({
        "dir/file, dir/file",
        "dir/near, dir/file dir/near",
        "first, dir/file dir/near first second",
        "folder, dir folder",
        "folder/file, dir/file folder",
        "folder/near, dir/file dir/near folder",
        "folder/again, dir/again dir/other folder",
        "folder/../dir/./file, dir/file",
        "/dir/near, dir/file dir/near",
        "../dir/near, dir/file dir/near",
        "out, dir/file out",
        "absolute, absolute dir/file",
        "missing/file, missing/file",
        "nowhere, is/not/there nowhere",
        "nowhere/x, is/not/there/x nowhere",
        "dir/file/x, dir/file/x",
        "*-near, *-near dir/file dir/near",
        "dir/n?ar, dir/file dir/n?ar",
        "dir/[mn]ear, dir/[mn]ear dir/file",
        "folder/n*, dir/file dir/n* folder",
        "missing/*, missing/*",
        "dir/file/*, dir/file/*",
        "d*/near, d*/near dir/file dir/near",
        "d?r/file, d?r/file",
        "d?r/again, d?r/again dir/again dir/other folder",
        "d?r/x*, d?r/x*",
        "f*r/file, dir/file f*r/file folder",
        "d*/*r, d*/*r dir/*r dir/file",
        "dir/[, dir/[",
        "!loud, !loud dir/file",
        "ünïcode, dir/ö ünïcode",
        "b*h, b*h dir/a\\b",
        "self, self",
        "self/x, self",
        "ping, ping pong",
        "ping/x, ping pong",
    })
    void pathsAreResolvedLinkByLink(String path, String expected) {
        assertThat(resolved(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "/", "..", "dir/..", "everything", "top", "*"})
    void rootMeansEverything(String path) {
        assertThat(resolved("dir/file", path)).isEqualTo("everything");
    }

    @Test
    void severalPathsMayGoThroughOneLink() {
        assertThat(resolved("folder/file", "folder/other")).isEqualTo("dir/file dir/other folder");
    }

    @Test
    void folderWhoseNameLooksLikeAPatternMeansEverythingBelowWildcards() {
        FakeHome.write(root.resolve("x/[a]/file"), "");
        assertThat(resolved("x/*/file")).isEqualTo("everything");
        assertThat(resolved("x/a*/file")).isEqualTo("x/a*/file");
    }

    @Test
    void linkThatGrowsEnds() {
        assertThat(resolved("growing")).isEqualTo("growing");
    }

    @Test
    void linksThatMultiplyEndSoonAndMeanEverything() throws IOException {
        Files.createDirectory(root.resolve("many"));
        for (String name : List.of("a", "b", "c")) {
            link("many/" + name, "*/" + name);
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertThat(resolved("many/*")).isNotNull());
    }

    @Test
    void longestChainThatLinuxFollowsIsFollowed() throws IOException {
        for (int i = 1; i < 40; i++) {
            link("chain" + i, "chain" + (i + 1));
        }
        link("chain40", "dir/file");
        assertThat(resolved("chain1")).contains("dir/file").contains("chain40");
    }

    @Test
    void nameThatLooksLikeAnExceptionIsWantedAsItIs() throws IOException {
        FakeHome.write(root.resolve("!important "), "");
        ContextSelection selection = new ContextSelection(List.of(), List.of(), List.of("!important "));
        assertThat(PathFilter.of(selection, OverlaidTree.of(root, Overlay.none()))
                        .wants("!important "))
                .isTrue();
        assertThat(PathFilter.of(selection, OverlaidTree.of(root, Overlay.none()))
                        .wants("dir/file"))
                .isFalse();
    }

    /** In the locale of many containers Java cannot show such names, but must find them. */
    @Test
    void namesOutsideOfAsciiAreFollowedAndReadInAPlainLocale() throws Exception {
        FakeHome.write(root.resolve("漢字/größe"), "12345");
        link("wörtlich", "漢字/größe");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FollowedPathsTest.class.getName(),
                root.toString());
        java.environment().put("LC_ALL", "C");
        Process process = java.redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("wanted 3, file 5\n");
    }

    /** Follows a link in the folder of the first argument and reads the file behind it. */
    public static void main(String[] arguments) {
        ContextSelection selection = new ContextSelection(List.of(), List.of(), List.of("wörtlich"));
        int wanted = 0;
        int read = 0;
        Iterator<ContextEntry> entries =
                DirectoryContext.of(Path.of(arguments[0]), Optional.empty()).entries(selection);
        while (entries.hasNext()) {
            ContextEntry entry = entries.next();
            wanted++;
            if (entry.content() != null) {
                read += OpenFile.of(entry, entry.content(), Path.of(arguments[0]))
                        .read(new byte[10]);
            }
        }
        System.out.println("wanted " + wanted + ", file " + read);
    }
}
