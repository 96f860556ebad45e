package dev.slipway.patch.reading;

import static dev.slipway.patch.reading.PatchWords.bytes;
import static dev.slipway.patch.reading.PatchWords.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.GitDelta;
import dev.slipway.patch.Hunk;
import dev.slipway.patch.Patch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchReaderTest {

    @Test
    void aPatchKnowsItsNameAndTheDigestOfItsBytes() {
        Patch patch =
                PatchReader.read("web/x.patch", "patches/web/x.patch", 2, bytes("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n"));
        assertThat(patch.name()).isEqualTo("web/x.patch");
        assertThat(patch.place()).isEqualTo("patches/web/x.patch");
        assertThat(patch.strip()).isEqualTo(2);
        assertThat(patch.digest().value())
                .isEqualTo("sha256:66ef576c19e659f4c6003422a56f7486e9be6bdb6c0ac48b9514fdbc332b8576");
    }

    @Test
    void gnuDiffOfFoldersIsReadWithNewAndDeletedFiles() {
        assertThat(PatchWords.files(fixture("diff-ruN.patch"))).isEqualTo("""
                2 DELETE a/gone.txt b/gone.txt @4 -1 +0 1
                7 MODIFY a/header-like.txt b/header-like.txt @9 -1 +1 4
                15 CREATE a/new.txt b/new.txt @17 -0 +1 1
                20 MODIFY a/plain.txt b/plain.txt @22 -1 +1 13
                37 MODIFY a/with blank.txt b/with blank.txt @39 -1 +1 3""");
    }

    @Test
    void filesThatAreOnlyInOneFolderArePassedOver() {
        assertThat(PatchWords.files(fixture("diff-ru-only-in.patch"))).isEqualTo("""
                2 MODIFY a/header-like.txt b/header-like.txt @4 -1 +1 4
                11 MODIFY a/plain.txt b/plain.txt @13 -1 +1 13
                28 MODIFY a/with blank.txt b/with blank.txt @30 -1 +1 3""");
    }

    @Test
    void linesThatLookLikeHeadersAreLinesOfTheHunk() {
        Hunk hunk = PatchWords.hunks(PatchWords.read(fixture("diff-ruN.patch")).get(1))
                .get(0);
        assertThat(PatchWords.lines(hunk)).isEqualTo("""
                --- dashes
                +++ plus
                 -- more
                -+++ plus""");
    }

    @Test
    void aMissingNewlineIsKept() {
        Hunk hunk = PatchWords.hunks(PatchWords.read(fixture("diff-ruN.patch")).get(4))
                .get(0);
        assertThat(PatchWords.lines(hunk)).isEqualTo("""
                 one
                -two
                +2<no newline>""");
    }

    @Test
    void aMissingNewlineMayBeSaidInAnyLanguage() {
        byte[] patch = bytes("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n\\ Kein Zeilenumbruch am Dateiende.\n+y\n\\ 末尾\n");
        Hunk hunk = PatchWords.hunks(PatchWords.read(patch).get(0)).get(0);
        assertThat(PatchWords.lines(hunk)).isEqualTo("-x<no newline>\n+y<no newline>");
    }

    @Test
    void hunksWithoutContextAreRead() {
        assertThat(PatchWords.files(fixture("diff-u0.patch")))
                .isEqualTo("1 MODIFY a/plain.txt b/plain.txt @3 -3 +3 2 @6 -9 +8 1");
        assertThat(PatchWords.files(bytes("--- a/x\n+++ b/x\n@@ -5,0 +6,2 @@\n+a\n+b\n@@ -9 +12 @@ int f()\n-c\n+d\n")))
                .isEqualTo("1 MODIFY a/x b/x @3 -5 +6 2 @6 -9 +12 2");
    }

    @Test
    void gitDiffIsReadWithAllThatGitKnows() {
        assertThat(PatchWords.files(fixture("git.patch"))).isEqualTo("""
                1 MODIFY a/blob.bin b/blob.bin git from 100644 delta 20 delta 16
                10 MODIFY a/copied.txt b/copied.txt git from 100644 @14 -18 +18 4
                19 COPY a/copied.txt b/copy.txt git
                23 COPY a/empty-old.txt b/empty-a.txt git
                27 RENAME a/empty-old.txt b/empty-new.txt git
                31 DELETE a/gone.txt - git from 100644 @36 -1 +0 1
                38 MODIFY a/link b/link git from 120000 @42 -1 +1 2
                47 RENAME a/moved.txt b/moved to.txt git from 100644 @54 -12 +12 8
                63 CREATE - b/new-link git to 120000 @68 -0 +1 1
                71 CREATE - b/new.bin git to 100644 literal 4 literal 0
                81 MODIFY a/plain.txt b/plain.txt git from 100644 @85 -1 +1 7
                93 CREATE - b/run.sh git to 100755 @98 -0 +1 1
                101 MODIFY a/small.bin b/small.bin git from 100644 literal 3 literal 3
                110 MODIFY a/tab\t"quote"\\.txt b/tab\t"quote"\\.txt git from 100644 to 100755
                113 MODIFY a/two words.txt b/two words.txt git from 100644 to 100755
                116 RENAME a/ä.txt b/ö.txt git""");
    }

    @Test
    void gitDiffWithoutPrefixKeepsItsNames() {
        assertThat(PatchWords.files(fixture("git-no-prefix.patch")))
                .contains("RENAME ä.txt ö.txt git")
                .contains("COPY copied.txt copy.txt git")
                .contains("MODIFY two words.txt two words.txt git from 100644 to 100755");
    }

    @Test
    void namesOfRenamesGetTheSegmentsThatGitGaveThem() {
        assertThat(PatchWords.files(bytes("""
                diff --git old/x/my file new/x/file
                similarity index 100%
                rename from x/my file
                rename to x/file
                """))).isEqualTo("1 RENAME old/x/my file new/x/file git");
    }

    @Test
    void emptyFilesComeAndGoWithoutHunks() {
        assertThat(PatchWords.files(bytes("""
                diff --git a/new file b/new file
                new file mode 100644
                index 0000000..e69de29
                diff --git a/gone b/gone
                deleted file mode 100755
                index e69de29..0000000
                """))).isEqualTo("""
                1 CREATE - b/new file git to 100644
                4 DELETE a/gone - git from 100755""");
    }

    @Test
    void mailsAreReadOneAfterTheOther() {
        assertThat(PatchWords.files(fixture("series.mbox.patch"))).isEqualTo("""
                16 MODIFY a/plain.txt b/plain.txt git from 100644 @20 -1 +1 7
                41 MODIFY a/plain.txt b/plain.txt git from 100644 @45 -10 +10 4""");
    }

    @Test
    void aNameOfAnIndexLineIsKeptForItsFile() {
        assertThat(PatchWords.files(bytes("""
                Index: trunk/foo.c
                ===================================================================
                --- trunk/foo.c\t(revision 3)
                +++ trunk/foo.c\t(working copy)
                @@ -1 +1 @@
                -a
                +b

                Property changes on: trunk/foo.c
                ___________________________________________________________________
                Added: svn:executable
                ## -0,0 +1 ##
                +*
                \\ No newline at end of property
                Index: gone.c
                ===================================================================
                --- gone.c (revision 3)
                +++ gone.c (nonexistent)
                @@ -1 +0,0 @@
                -a
                --- other\t(revision 0)
                +++ other\t(revision 0)
                @@ -0,0 +1 @@
                +a
                Index: bare.c
                @@ -1 +1 @@
                -a
                +b
                """))).isEqualTo("""
                3 MODIFY trunk/foo.c trunk/foo.c index trunk/foo.c @5 -1 +1 2
                17 DELETE gone.c gone.c index gone.c @19 -1 +0 1
                21 MODIFY other other @23 -0 +1 1
                26 MODIFY bare.c bare.c index bare.c @26 -1 +1 2""");
    }

    @Test
    void headersOfDebianAndQuiltArePassedOver() {
        assertThat(PatchWords.files(bytes("""
                Description: Say three
                 It is more than a number.
                Author: A. Dev <a@example.org>
                Origin: upstream, https://example.org/commit/1
                Last-Update: 2026-01-02
                ---
                This patch header follows DEP-3
                Index: b/x.c
                ===================================================================
                --- b.orig/x.c
                +++ b/x.c
                @@ -1 +1 @@
                -3
                +three
                """))).isEqualTo("10 MODIFY b.orig/x.c b/x.c index b/x.c @12 -1 +1 2");
    }

    @Test
    void mercurialIsReadInBothForms() {
        assertThat(PatchWords.files(bytes("""
                # HG changeset patch
                # User A. Dev
                # Node ID 0123456789abcdef
                Say three

                diff --git a/old name b/new name
                rename from old name
                rename to new name
                diff -r 0123456789ab -r fedcba987654 new.txt
                --- /dev/null\tThu Jan 01 00:00:00 1970 +0000
                +++ b/new.txt\tFri Jan 02 03:04:05 2026 +0000
                @@ -0,0 +1,1 @@
                +x
                diff -r 0123456789ab gone.txt
                --- a/gone.txt\tFri Jan 02 03:04:05 2026 +0000
                +++ /dev/null\tThu Jan 01 00:00:00 1970 +0000
                @@ -1,1 +0,0 @@
                -x
                """))).isEqualTo("""
                6 RENAME a/old name b/new name git
                10 CREATE - b/new.txt @12 -0 +1 1
                15 DELETE a/gone.txt - @17 -1 +0 1""");
    }

    @Test
    void carriageReturnsOfThePatchAreToldFromThoseOfTheFile() {
        assertThat(PatchWords.files(fixture("crlf-file.patch")))
                .isEqualTo("1 MODIFY a/crlf.txt b/crlf.txt @3 -1 +1 13");
        assertThat(PatchWords.files(fixture("crlf-patch.patch")))
                .isEqualTo("1 MODIFY a/plain.txt b/plain.txt @3 -1 +1 13 crlf");
        Hunk hunk = PatchWords.hunks(PatchWords.read(fixture("crlf-file.patch")).get(0))
                .get(0);
        assertThat(PatchWords.lines(hunk)).startsWith(" 1<CR>\n 2<CR>\n-3<CR>\n+three<CR>\n");
    }

    @Test
    void wholeGitPatchesMayHaveCarriageReturns() {
        String git = new String(fixture("git.patch"), StandardCharsets.UTF_8);
        assertThat(PatchWords.files(bytes(git.replace("\n", "\r\n"))).replace(" crlf", ""))
                .isEqualTo(PatchWords.files(fixture("git.patch")));
    }

    @Test
    void emptyLinesOfContextMayHaveLostTheirBlank() {
        Hunk hunk = PatchWords.hunks(PatchWords.read(bytes("--- a\n+++ b\n@@ -1,4 +1,4 @@\n\n-x\n+y\n\n\tz\n"))
                        .get(0))
                .get(0);
        assertThat(PatchWords.lines(hunk)).isEqualTo(" \n-x\n+y\n \n \tz");
    }

    @Test
    void thePatchMayEndWithoutANewline() {
        Hunk hunk = PatchWords.hunks(PatchWords.read(bytes("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y"))
                        .get(0))
                .get(0);
        assertThat(PatchWords.lines(hunk)).isEqualTo("-x\n+y");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(PatchWords.files(bytes("\uFEFF--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n")))
                .isEqualTo("1 MODIFY a b @3 -1 +1 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01 00:00:00.000000000 +0000",
                "1970-01-01 01:00:00.000000000 +0100",
                "1969-12-31 19:00:00.000000000 -0500",
                "1970-01-01 05:30:00 +05:30",
                "1970-01-01 00:00:00 +0200",
                "Thu Jan  1 00:00:00 1970",
                "Thu Jan  1 01:00:00 1970",
                "Wed Dec 31 19:00:00 1969",
                "Thu Jan 01 00:00:00 1970 +0000"
            })
    void aTimeOf1970SaysThatTheFileIsNotThere(String time) {
        assertThat(PatchWords.files(bytes("--- a/x\tx\n+++ b/x\t" + time + "\n@@ -1 +0,0 @@\n-x\n")))
                .isEqualTo("1 DELETE a/x b/x @3 -1 +0 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01 02:00:00 +0100", "1970-01-01 00:00:01", "2026-01-02 00:00:00 +0000", ""})
    void aFileThatIsOnlyEmptiedStays(String time) {
        assertThat(PatchWords.files(bytes("--- a/x\tx\n+++ b/x\t" + time + "\n@@ -1 +0,0 @@\n-x\n")))
                .isEqualTo("1 MODIFY a/x b/x @3 -1 +0 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/my file.txt\t2026-01-02 03:04:05.000000000 +0000",
                "a/my file.txt 2026-01-02 03:04:05.000000000 +0000",
                "a/my file.txt  Fri Jan  2 03:04:05 2026",
                "a/my file.txt (revision 12)",
                "a/my file.txt\t(Arbeitskopie)",
                "a/my file.txt\t",
                "a/my file.txt ",
                "a/my file.txt",
                "\"a/my file.txt\"\t2026-01-02",
                "\"a/my\\040file.txt\""
            })
    void timesAndRevisionsAreNoPartOfAName(String name) {
        assertThat(PatchWords.files(bytes("--- " + name + "\n+++ b\n@@ -1 +1 @@\n-x\n+y\n")))
                .isEqualTo("1 MODIFY a/my file.txt b @3 -1 +1 2");
    }

    @Test
    void literalContentOfBinaryFilesIsUnpacked() {
        List<FilePatch> files = PatchWords.read(fixture("git.patch"));
        FilePatch.Content.Binary small =
                (FilePatch.Content.Binary) files.get(12).content();
        assertThat(small.forward().bytes()).isEqualTo(bytes("x\0y"));
        assertThat(small.back().orElseThrow().bytes()).isEqualTo(bytes("a\0b"));
        assertThat(small.oldId()).isEqualTo("20b5be91886d0b6f26dc98a225c0dac05fe2c86e");
        assertThat(small.newId()).isEqualTo("d5d0b8b4c4c9e936890870f6799cfbb5ba984470");
    }

    @Test
    void deltasMakeTheNewContentOfTheOldAndBack() {
        FilePatch.Content.Binary blob = (FilePatch.Content.Binary)
                PatchWords.read(fixture("git.patch")).get(0).content();
        byte[] old = new byte[0];
        for (int i = 1; i <= 200; i++) {
            byte[] number = bytes(i + "\0");
            old = Arrays.copyOf(old, old.length + number.length);
            System.arraycopy(number, 0, old, old.length - number.length, number.length);
        }
        byte[] changed = GitDelta.apply(old, blob.forward().bytes());
        assertThat(new String(changed, StandardCharsets.ISO_8859_1)).contains("\u000099\0hundred\u0000101\0");
        assertThat(GitDelta.apply(changed, blob.back().orElseThrow().bytes())).isEqualTo(old);
    }
}
