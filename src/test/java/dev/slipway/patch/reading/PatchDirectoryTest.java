package dev.slipway.patch.reading;

import static dev.slipway.patch.reading.PatchWords.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchDirectoryTest {

    private static final String GOOD = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n+y\n";

    @TempDir
    Path folder;

    @Test
    void patchesAreReadInOrderWithTheStripOfTheirSeries() throws IOException {
        put("one.patch", GOOD);
        put("web/two.patch", GOOD);
        put("series", "web/two.patch -p0\none.patch\n");
        PatchDirectory directory = PatchDirectory.read(folder, "patches/x", PatchOptions.defaults());
        assertThat(directory.problems()).isEmpty();
        assertThat(directory.patches())
                .extracting(Patch::place, Patch::strip)
                .containsExactly(tuple("patches/x/web/two.patch", 0), tuple("patches/x/one.patch", 1));
    }

    @Test
    void theProblemsOfAllPatchesAndOfTheSeriesAreToldTogether() throws IOException {
        put("one.patch", "nothing");
        put("two.patch", "--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-x\n+y\n");
        put("three.patch", GOOD);
        put("series", "one.patch\ntwo.patch -R\ntwo.patch\nthree.patch");
        PatchDirectory directory = PatchDirectory.read(folder, "patches", PatchOptions.defaults());
        assertThat(directory.patches()).extracting(Patch::name).containsExactly("three.patch");
        assertThat(directory.problems())
                .extracting(PatchProblem::place)
                .containsExactly("patches/series:2", "patches/one.patch:1", "patches/two.patch:3");
    }

    @Test
    void aSinglePatchIsShownAsItself() throws IOException {
        put("one.patch", GOOD);
        PatchDirectory directory =
                PatchDirectory.read(folder.resolve("one.patch"), "patches/one.patch", PatchOptions.defaults());
        assertThat(directory.patches()).extracting(Patch::place).containsExactly("patches/one.patch");
    }

    @Test
    void packedPatchesAreUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(GOOD));
        }
        Files.write(folder.resolve("one.patch.gz"), packed.toByteArray());
        PatchDirectory directory = PatchDirectory.read(folder, "patches", PatchOptions.defaults());
        assertThat(directory.problems()).isEmpty();
        assertThat(directory.patches().get(0).files()).hasSize(1);
        assertThat(directory.patches().get(0).digest()).isEqualTo(PatchReader.sha256(packed.toByteArray()));
    }

    @Test
    void whatIsPackedOtherwiseOrIsDamagedIsRefused() throws IOException {
        put("one.patch.xz", GOOD);
        put("two.patch.gz", GOOD);
        put("series", "one.patch.xz\ntwo.patch.gz\n");
        PatchDirectory directory = PatchDirectory.read(folder, "patches", PatchOptions.defaults());
        assertThat(directory.problems())
                .extracting(PatchWords::of)
                .containsExactly(
                        "patches/one.patch.xz: only .gz is unpacked. Unpack the patch, or pack it with gzip.",
                        "patches/two.patch.gz: it cannot be read: Not in GZIP format. Check the file and its disk.");
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
