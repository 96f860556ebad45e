package dev.slipway.patch.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchSeriesTest {

    @TempDir
    Path folder;

    private Path patches;

    @BeforeEach
    void makeFolder() throws IOException {
        patches = Files.createDirectory(folder.resolve("patches"));
    }

    @Test
    void withoutASeriesPatchesAreTakenByTheBytesOfTheirNames() throws IOException {
        put("b.patch", "B.diff", "a.patch", "ä.patch", "c.patch.gz", "\uD83D\uDE00.patch", "\uFB01.patch");
        put("notes.txt", "a.patch~", ".hidden.patch", "nested/n.patch");
        Files.createDirectory(patches.resolve("folder.patch"));
        assertThat(entries())
                .containsExactly(
                        "B.diff", "a.patch", "b.patch", "c.patch.gz", "ä.patch", "\uFB01.patch", "\uD83D\uDE00.patch");
    }

    @Test
    void aSeriesSaysWhichPatchesAndInWhichOrder() throws IOException {
        put("b.patch", "a.patch", "web/c.diff", "odd#name", "unused.patch");
        series(
                "\uFEFF# The first\r\n\r\nb.patch\r\n  web/c.diff -p0 # a comment\r\n./a.patch -p 2\r\n#a.patch\r\nodd#name\r\n");
        assertThat(entries()).containsExactly("b.patch", "web/c.diff -p0", "a.patch -p2", "odd#name");
        assertThat(problems()).isEmpty();
    }

    @Tag("linux")
    @Test
    void allThatIsWrongInASeriesIsToldAtOnce() throws IOException {
        put("threads.patch", "web/matrix.patch", "a.patch", "b.patch", "c.patch");
        put("../outside.patch");
        Files.createSymbolicLink(patches.resolve("link.patch"), Path.of("../outside.patch"));
        series("""
                thread.patch
                matrix.patch
                nothing-like-it
                ../outside.patch
                /etc/passwd
                link.patch
                web
                a.patch -R
                b.patch --fuzz=2
                c.patch -pone
                threads.patch -p1
                web/../threads.patch
                """);
        assertThat(problems())
                .containsExactly(
                        "patches/series:1: there is no patch 'thread.patch', but 'threads.patch'. Correct the name, or"
                                + " take the line out.",
                        "patches/series:2: there is no patch 'matrix.patch', but 'web/matrix.patch'. Correct the name,"
                                + " or take the line out.",
                        "patches/series:3: there is no patch 'nothing-like-it'. Correct the name, or take the line out.",
                        "patches/series:4: '../outside.patch' leads out of the directory. Put the patch into patches.",
                        "patches/series:5: '/etc/passwd' leads out of the directory. Put the patch into patches.",
                        "patches/series:6: 'link.patch' is a link that leads out of the directory. Put the patch itself"
                                + " there.",
                        "patches/series:7: 'web' is not a file. Name the patches in it one by one.",
                        "patches/series:8: patches are not applied in reverse (-R). Turn the patch round, with"
                                + " interdiff or git diff -R.",
                        "patches/series:9: '--fuzz=2' is not an option of a series. Only -pN may stand behind a patch's"
                                + " name.",
                        "patches/series:10: '-pone' is not an option of a series. Only -pN may stand behind a patch's"
                                + " name.",
                        "patches/series:12: 'web/../threads.patch' is in line 11 already. Take one of the two out.");
        assertThat(entries()).containsExactly("threads.patch -p1");
    }

    @Test
    void aDirectoryWithoutPatchesIsRefused() throws IOException {
        put("notes.txt", "nested/n.patch");
        assertThat(problems())
                .containsExactly("patches: no *.patch and no *.diff lies directly in it. Put one there, or name patches"
                        + " in folders in a file «series».");
        series("# nothing\n\n");
        assertThat(problems())
                .containsExactly(
                        "patches/series: it names no patch. Write the patches' names into it, one on a line, or"
                                + " delete it: then all *.patch are taken by name.");
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        assertThat(PatchSeries.of(folder.resolve("patch"), "patch").problems())
                .extracting(PatchWords::of)
                .containsExactly(
                        "patch: there is no such directory. Create it, or name another directory in <patches>.");
    }

    @Test
    void aSinglePatchMayStandForADirectory() throws IOException {
        put("b.patch");
        PatchSeries series = PatchSeries.of(patches.resolve("b.patch"), "patches/b.patch");
        assertThat(series.entries())
                .extracting(PatchSeries.Entry::name, PatchSeries.Entry::file)
                .containsExactly(tuple("b.patch", patches.resolve("b.patch")));
    }

    private void put(String... names) throws IOException {
        for (String name : names) {
            Path file = patches.resolve(name).normalize();
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private void series(String text) throws IOException {
        Files.writeString(patches.resolve("series"), text);
    }

    private List<String> entries() {
        return PatchSeries.of(patches, "patches").entries().stream()
                .map(entry -> entry.name()
                        + (entry.strip().isPresent() ? " -p" + entry.strip().getAsInt() : ""))
                .toList();
    }

    private List<String> problems() {
        return PatchSeries.of(patches, "patches").problems().stream()
                .map(PatchWords::of)
                .toList();
    }
}
