package dev.slipway.patch.reading;

import static dev.slipway.patch.reading.PatchWords.bytes;
import static dev.slipway.patch.reading.PatchWords.fixture;
import static dev.slipway.patch.reading.PatchWords.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.patch.GitDelta;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about files that are no patches, or damaged ones. */
class UnreadablePatchTest {

    private static final String NAMES = "--- a/x\n+++ b/x\n";

    @Test
    void theExceptionTellsAllProblems() {
        byte[] patch = bytes(NAMES + "@@ -1 @@\n-x\n" + NAMES + "@@ -1,0 +1,0 @@\n");
        assertThatThrownBy(() -> PatchReader.read("x.patch", "patches/x.patch", 1, patch))
                .isInstanceOf(UnreadablePatchException.class)
                .hasMessage("Reading the patch patches/x.patch: patches/x.patch:3: the hunk's first line is not of the"
                        + " form @@ -3,7 +3,8 @@: @@ -1 @@. Make the patch again, or correct that line.\n"
                        + "patches/x.patch:7: the hunk has no lines. Make the patch again, or take it out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context.patch|3: this is a context diff. Make it again as a unified diff, with diff -u or git diff.",
                "ed.patch|1: this is a diff without names and context. Make it again as a unified diff, with diff -u or"
                        + " git diff.",
                "normal.patch|1: this is a diff without names and context. Make it again as a unified diff, with diff"
                        + " -u or git diff.",
                "combined.patch|1: this is the combined diff of a merge, which fits no single file. Make a diff against"
                        + " one of its parents: git diff MERGE^1 MERGE.",
                "binary-differ.patch|1: Binary files a/bin and b/bin differ: the diff does not hold the content. Make"
                        + " it with git diff --binary."
            })
    void whatIsNoUnifiedDiffIsSaidToBeNone(String fixture, String problem) {
        assertThat(problems(fixture(fixture))).containsExactly("patches/x.patch:" + problem);
    }

    @Test
    void everyBinaryFileWithoutContentIsTold() {
        String rest = ": the diff does not hold the content. Make it with git diff --binary.";
        assertThat(problems(fixture("git-without-content.patch")))
                .containsExactly(
                        "patches/x.patch:3: Binary files a/blob.bin and b/blob.bin differ" + rest,
                        "patches/x.patch:68: Binary files /dev/null and b/new.bin differ" + rest,
                        "patches/x.patch:91: Binary files a/small.bin and b/small.bin differ" + rest);
    }

    @Test
    void aFileWithoutADiffIsRefused() {
        String none = "patches/x.patch:1: there is no diff in it. Take the file out, or make it again with diff -u or"
                + " git diff.";
        assertThat(problems(new byte[0])).containsExactly(none);
        assertThat(problems(bytes("Just words.\n"))).containsExactly(none);
        assertThat(problems(bytes("Only in a: x\n"))).containsExactly(none);
    }

    @Test
    void filesInOtherEncodingsAreRefused() {
        assertThat(problems(new byte[] {'P', 'K', 3, 4, '\n', 0, 0}))
                .containsExactly(
                        "patches/x.patch:2: this is a binary file, not a patch. Take it out, or name another.");
        assertThat(problems(("\uFEFF" + NAMES + "@@ -1 +1 @@\n-x\n+y\n").getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("patches/x.patch:1: the file is UTF-16, as PowerShell writes it with >. Save it as"
                        + " UTF-8, or make it with git diff --output=FILE.");
        assertThat(problems(bytes("Content-Transfer-Encoding: quoted-printable\n\n" + NAMES + "@@ -1 +1 @@\n-x\n+y\n")))
                .containsExactly("patches/x.patch:1: the mail is encoded («Content-Transfer-Encoding:"
                        + " quoted-printable»), so its lines are not those of the diff. Save what git mailinfo writes"
                        + " out as the patch.");
    }

    @Test
    void aPatchThatIsCutOffIsRefused() {
        assertThat(problems(bytes(NAMES + "@@ -1,3 +1,3 @@\n a\n-b\n")))
                .containsExactly("patches/x.patch:3: the hunk's first line says 3 old and 3 new lines, but 2 and 1"
                        + " follow: the patch is cut off. Get the whole patch, or make it again.");
        assertThat(problems(bytes(NAMES)))
                .containsExactly("patches/x.patch:1: no hunk (@@ -3,7 +3,8 @@) follows the file's names. Get the whole"
                        + " patch, or make it again.");
        assertThat(problems(bytes("diff --git a/x b/x\nindex 08fe19c..7f3e6b9 100644\n--- a/x\n")))
                .containsExactly("patches/x.patch:1: nothing follows that changes the file. Get the whole patch, or"
                        + " make it again with git diff --binary.");
    }

    @Test
    void hunksWithOtherCountsThanTheySayAreToldAllAtOnce() {
        String again = " follow. Make the patch again; what was edited by hand must keep the numbers right.";
        assertThat(problems(
                        bytes(NAMES + "@@ -1 +1 @@\n-a\n+b\n+c\n@@ -5,2 +6,2 @@\n a\ngarbage\n b\n@@ -9 +9,0 @@\n a\n"
                                + "--- a/y\n+++ b/y\n@@ -1,2 +1,2 @@\n-a\n+b\ndiff -u x y\n")))
                .containsExactly(
                        "patches/x.patch:3: the hunk's first line says 1 old and 1 new lines, but 1 and 2" + again,
                        "patches/x.patch:7: the hunk's first line says 2 old and 2 new lines, but 1 and 1" + again,
                        "patches/x.patch:11: the hunk's first line says 1 old and 0 new lines, but 1 and 1" + again,
                        "patches/x.patch:15: the hunk's first line says 2 old and 2 new lines, but 1 and 1" + again);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@@ -1,x +1 @@|the hunk's first line is not of the form @@ -3,7 +3,8 @@: @@ -1,x +1 @@. Make the patch"
                        + " again, or correct that line.",
                "@@ -99999999999 +1 @@|the hunk's first line has a number that no file has lines for: 99999999999. Make"
                        + " the patch again, or correct that line.",
                "@@ -0,2 +1 @@|the hunk begins at line 0, but has lines there. Correct the numbers: lines count from 1."
            })
    void numbersThatCannotBeAreRefusedOnce(String hunk, String problem) {
        assertThat(problems(bytes(NAMES + hunk + "\n-a\n \n+b\n@@ -7 +7 @@\n-c\n+d\n")))
                .containsExactly("patches/x.patch:3: " + problem);
    }

    @Test
    void aMissingNewlineAmidTheLinesIsRefused() {
        assertThat(problems(bytes(NAMES + "@@ -1,2 +1 @@\n-a\n\\ No newline\n-b\n+c\n")))
                .containsExactly("patches/x.patch:3: the hunk has «\\ No newline at end of file» behind a line that"
                        + " others follow. Make the patch again, or correct the hunk.");
    }

    @Test
    void aHunkWithoutAFileIsRefused() {
        assertThat(problems(bytes(NAMES + "@@ -1 +1 @@\n-a\n+b\n\n@@ -5 +5 @@\n-c\n+d\n")))
                .containsExactly("patches/x.patch:7: the hunk belongs to no file. Let the lines --- and +++ with the"
                        + " file's names stand before it, and nothing in between.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\t2026|1: the file's name is empty. Write it there, or make the patch again.",
                "\"a/x|1: the quotes around the name are not closed, or hold an unknown escape: \"a/x. Make the patch"
                        + " again, or correct the name.",
                "\"a/\\q\"|1: the quotes around the name are not closed, or hold an unknown escape: \"a/\\q\". Make the"
                        + " patch again, or correct the name.",
                "\"a/\\000\"|1: the file's name has a NUL in it: a/?. Make the patch again: it is damaged.",
                "\"a/\\344\"|1: the file's name is not UTF-8: a/?. Save the patch as UTF-8.",
                "/dev/null|1: both names are /dev/null. Correct one of them."
            },
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void namesThatNameNothingAreRefused(String name, String problem) {
        assertThat(problems(bytes("--- " + name + "\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n")))
                .containsExactly("patches/x.patch:" + problem);
    }

    @Test
    void contradictionsAreRefused() {
        assertThat(problems(bytes("--- /dev/null\n+++ b/x\n@@ -1 +1 @@\n-x\n+y\n")))
                .containsExactly("patches/x.patch:1: the file is to be made, but its hunks have old lines. Make the"
                        + " patch again, or correct it.");
        assertThat(problems(bytes("--- a/x\n+++ /dev/null\n@@ -1,2 +1 @@\n-x\n y\n")))
                .containsExactly("patches/x.patch:1: the file is to be deleted, but its hunks leave lines in it. Make"
                        + " the patch again, or correct it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new file mode 160000|2: it changes a submodule, whose files it does not hold. Make a patch inside of the"
                        + " submodule.",
                "new mode 040000|2: '040000' is not the mode of a file or of a symbolic link. Make the patch again: its"
                        + " header is damaged.",
                "index x..y|2: the line «index x..y» has no object ids. Make the patch again: its header is damaged.",
                "rename from x|1: the file's new name is there without the old one, or the old without the new. Make the"
                        + " patch again: its header is damaged."
            })
    void damagedHeadersOfGitAreRefused(String line, String problem) {
        assertThat(problems(bytes("diff --git a/x b/x\n" + line + "\n"))).containsExactly("patches/x.patch:" + problem);
    }

    @Test
    void namesOfGitThatCannotBeToldApartAreRefused() {
        assertThat(problems(bytes("diff --git a/x b/y\nold mode 100644\nnew mode 100755\n")))
                .containsExactly("patches/x.patch:1: the two names in «diff --git a/x b/y» cannot be told apart. Make"
                        + " the patch again: its header is damaged.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "literal 3;Kcmb<ms0083<N)#;|5: the line is not base 85 as git writes it.",
                "literal 3;Kcmb<ms0083<N)\"j;|5: the line is not base 85 as git writes it.",
                "literal 3;K~~~~~~~~~~~~~~~;|5: the line is not base 85 as git writes it.",
                "literal 4;Kcmb<ms0083<N)#j;|4: the binary change does not hold the 4 bytes that it says.",
                "literal 2;Kcmb<ms0083<N)#j;|4: the binary change does not hold the 2 bytes that it says.",
                "literal 3;I0083<;|5: the line is not base 85 as git writes it.",
                "literal 3;D00000;|4: the binary change is not what zlib makes.",
                "literal 3;|4: the binary change does not hold the 3 bytes that it says.",
                "delta 3;Kcmb<ms0083<N)#j;|4: the binary change is not a delta of git: it ends too early, or has an"
                        + " unknown command.",
                "nothing|4: a line «literal» or «delta» with a size must follow «GIT binary patch»."
            })
    void damagedBinaryChangesAreRefused(String lines, String problem) {
        String header = "diff --git a/x b/x\nindex 1111111..2222222 100644\nGIT binary patch\n";
        assertThat(problems(bytes(header + lines.replace(';', '\n') + "\n")))
                .containsExactly("patches/x.patch:" + problem
                        + " Get the whole patch, or make it again with git diff --binary.");
    }

    @Test
    void binaryChangesThatAreTooLargeAreNotUnpacked() {
        String header = "diff --git a/x b/x\nindex 1111111..2222222 100644\nGIT binary patch\n";
        assertThat(problems(bytes(header + "literal 104857601\n\n")))
                .containsExactly("patches/x.patch:4: the binary change has 104857601 bytes; at most 100 MB are read."
                        + " Bring the file into the image with COPY or ADD instead.");
    }

    @Test
    void deltasForOtherContentAreRefused() {
        byte[] delta = {3, 2, (byte) 0x90, 2};
        assertThat(GitDelta.apply(bytes("abc"), delta)).isEqualTo(bytes("ab"));
        assertThatThrownBy(() -> GitDelta.apply(bytes("ab"), delta)).hasMessage("it is for 3 bytes, not for 2");
        byte[] beyond = {3, 4, (byte) 0x90, 4};
        assertThatThrownBy(() -> GitDelta.apply(bytes("abc"), beyond))
                .hasMessage("it copies from behind the end of the old content");
        assertThatThrownBy(() -> GitDelta.apply(bytes("abc"), Arrays.copyOf(delta, 2)))
                .hasMessage("it makes other than the 2 bytes that it says");
    }
}
