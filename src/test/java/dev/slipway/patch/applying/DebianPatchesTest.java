package dev.slipway.patch.applying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The patch series of Debian's source packages come out byte for byte and mode for mode as {@code dpkg-source} applies them.
 *
 * <p>{@code ./mvnw -Pdebian test} runs this. It needs apt-get, dpkg-dev and patch, and fetches some 120 MB.
 */
@Tag("debian")
class DebianPatchesTest {

    private static final DebianSource SOURCE =
            new DebianSource(Path.of("target/debian").toAbsolutePath());

    /** What comes out otherwise, and should. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            // A new file of which the patch has lost the lines: empty for git and us; for dpkg, which removes empty
            // files, none.
            "exim4", Set.of("test/rejectlog/0022"),
            // A name with blanks, of which patch takes the first word.
            "python3.11",
                    Set.of(
                            "Misc/NEWS.d/next/Core",
                            "Misc/NEWS.d/next/Core and Builtins/2023-07-18-16-13-51.gh-issue-106092.bObgRM.rst"));

    @TempDir
    Path temporary;

    @BeforeAll
    static void fetchLists() throws IOException {
        SOURCE.update();
    }

    /** C, Java and Python; CRLF files; series of dpkg, quilt, git and by hand; up to 83 patches, many for the same file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash",
                "busybox",
                "coreutils",
                "curl",
                "exim4",
                "freeimage",
                "groff",
                "jython",
                "junit4",
                "libarchive",
                "maven",
                "openldap",
                "openssh",
                "python-django",
                "python3.11",
                "systemd",
                "tinyxml2",
                "tomcat10",
                "unzip",
                "vim"
            })
    void seriesComesOutAsDpkgAppliesIt(String name) throws IOException {
        Path description = SOURCE.fetched(name);
        Path raw = temporary.resolve("raw");
        Path patched = temporary.resolve("patched");
        DebianSource.unpack(description, raw, "--skip-patches");
        DebianSource.unpack(description, patched);
        MemoryTree before = MemoryTree.read(raw, DebianPatchesTest::isSource);
        MemoryTree expected = MemoryTree.read(patched, DebianPatchesTest::isSource);

        long start = System.nanoTime();
        PatchSet set = TestPatches.set(raw.resolve("debian/patches"));
        PatchResult result = new Patcher(before).apply(List.of(set));
        double seconds = (System.nanoTime() - start) / 1e9;

        System.out.printf(
                Locale.ROOT,
                "%-16s %3d patches %5d files of %5d %6.3f s%n",
                name,
                set.patches().size(),
                result.overlay().entries().size(),
                before.nodes().size(),
                seconds);
        assertThat(result.problems()).isEmpty();
        assertThat(before.with(result.overlay()).differences(expected).keySet())
                .isEqualTo(KNOWN.getOrDefault(name, Set.of()));
    }

    private static boolean isSource(String path) {
        return !path.startsWith(".pc/");
    }
}
