package dev.slipway.patch.applying;

import static dev.slipway.patch.applying.TestTree.options;
import static dev.slipway.patch.applying.TestTree.set;
import static dev.slipway.patch.applying.TestTree.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.FileTree;
import dev.slipway.patch.FileTree.Found;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.PatchResult;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatcherTest {

    private static final String SHOUT = """
            --- a/app.js
            +++ b/app.js
            @@ -2,3 +2,3 @@
             two
            -three
            +THREE
             four
            """;

    private final TestTree tree = new TestTree();

    @Test
    void aLinkIsMovedAsItIs() {
        tree.put("old", new FileTree.Found.Link("../target"));

        PatchResult result = tree.patched("""
                diff --git a/old b/new
                similarity index 100%
                rename from old
                rename to new
                """);

        assertThat(result.problems()).isEmpty();
        assertThat(result.overlay().entries()).containsEntry("new", new Overlay.Change.Link("../target"));
    }

    @Test
    void aLineChangesWhereThePatchSays() {
        tree.file("app.js", "one\ntwo\nthree\nfour\nfive\n").file("other.js", "other\n");

        PatchResult result = tree.patched(SHOUT);

        assertThat(text(result, "app.js")).isEqualTo("one\ntwo\nTHREE\nfour\nfive\n");
        assertThat(result.overlay().entries()).hasSize(1);
        assertThat(result.problems()).isEmpty();
        assertThat(result.applied().get(0).isNews()).isTrue();
        assertThat(result.applied().get(0).files().get(0).hunks()).containsExactly(new AppliedHunk(1, 2, 0, 0));
        assertThat(tree.read()).containsExactly("app.js");
    }

    @Test
    void aHunkIsFoundFurtherDownAndFurtherUp() {
        tree.file("app.js", "zero\nnull\none\ntwo\nthree\nfour\nfive\n");
        assertThat(hunks(tree.patched(SHOUT))).containsExactly(new AppliedHunk(1, 4, 2, 0));

        tree.file("app.js", "two\nthree\nfour\nfive\n");
        assertThat(hunks(tree.patched(SHOUT))).containsExactly(new AppliedHunk(1, 1, -1, 0));
    }

    @Test
    void laterPatchesSeeWhatEarlierOnesMade() {
        tree.file("app.js", "one\ntwo\nthree\nfour\nfive\n");

        PatchResult result = tree.patched(SHOUT, SHOUT.replace("THREE", "3").replace("-three", "-THREE"));

        assertThat(text(result, "app.js")).isEqualTo("one\ntwo\n3\nfour\nfive\n");
        assertThat(result.applied()).extracting(AppliedPatch::isNews).containsExactly(true, true);
    }

    @Test
    void aSeriesThatComesToNothingLeavesNoChange() {
        tree.file("app.js", "one\ntwo\nthree\nfour\nfive\n");

        PatchResult result =
                tree.patched(SHOUT, SHOUT.replace("-three", "-THREE").replace("+THREE", "+three"));

        assertThat(result.overlay().isEmpty()).isTrue();
    }

    @Test
    void contextMayBeLeftOutWithFuzzOnly() {
        tree.file("app.js", "one\n2\nthree\nfour\nfive\n");

        assertThat(tree.patched(SHOUT).problems()).hasSize(1);
        PatchResult result = tree.patched(options(1, 1, false), SHOUT);

        assertThat(text(result, "app.js")).isEqualTo("one\n2\nTHREE\nfour\nfive\n");
        assertThat(hunks(result)).containsExactly(new AppliedHunk(1, 2, 0, 1));
    }

    @Test
    void blanksMayDifferAndStayAsTheFileHasThem() {
        tree.file("app.js", "one\n\ttwo  \nthree \n  four\nfive\n");

        assertThat(tree.patched(
                                options(1, 0, true),
                                SHOUT.replace(" two", "  two").replace(" four", " \tfour"))
                        .overlay()
                        .entries())
                .hasSize(1);
        assertThat(text(
                        tree.patched(
                                options(1, 0, true),
                                SHOUT.replace(" two", "  two").replace(" four", " \tfour")),
                        "app.js"))
                .isEqualTo("one\n\ttwo  \nTHREE\n  four\nfive\n");
    }

    @Test
    void linesThatComeGetTheEndsOfTheFileWhereBlanksDoNotCount() {
        tree.file("app.js", "one\r\ntwo\r\nthree\r\nfour\r\nfive\r\n");

        assertThat(text(tree.patched(options(1, 0, true), SHOUT), "app.js"))
                .isEqualTo("one\r\ntwo\r\nTHREE\r\nfour\r\nfive\r\n");
        assertThat(tree.patched(SHOUT).problems()).hasSize(1);
    }

    @Test
    void aPatchThatTravelledAsCrlfFitsBothKindsOfFiles() {
        String crlf = SHOUT.replace("\n", "\r\n");

        tree.file("app.js", "one\ntwo\nthree\nfour\nfive\n");
        assertThat(text(tree.patched(crlf), "app.js")).isEqualTo("one\ntwo\nTHREE\nfour\nfive\n");

        tree.file("app.js", "one\r\ntwo\r\nthree\r\nfour\r\nfive\r\n");
        assertThat(text(tree.patched(crlf), "app.js")).isEqualTo("one\r\ntwo\r\nTHREE\r\nfour\r\nfive\r\n");
    }

    @Test
    void aPatchThatTravelledAsCrlfGivesNoCrToALineWithoutAnEnd() {
        String crlf = """
                --- a/app.js
                +++ b/app.js
                @@ -1,2 +1,2 @@
                 one
                -two
                \\ No newline at end of file
                +TWO
                \\ No newline at end of file
                """.replace("\n", "\r\n");

        tree.file("app.js", "one\r\ntwo");
        assertThat(text(tree.patched(crlf), "app.js")).isEqualTo("one\r\nTWO");

        tree.file("app.js", "one\ntwo");
        assertThat(text(tree.patched(crlf), "app.js")).isEqualTo("one\nTWO");
    }

    @Test
    void theEndOfAFileWithoutALineFeedIsExact() {
        String patch = """
                --- a/app.js
                +++ b/app.js
                @@ -1,2 +1,2 @@
                 one
                -two
                \\ No newline at end of file
                +2
                """;
        tree.file("app.js", "one\ntwo");
        assertThat(text(tree.patched(patch), "app.js")).isEqualTo("one\n2\n");

        tree.file("app.js", "one\ntwo\n");
        assertThat(tree.patched(patch).problems()).hasSize(1);
    }

    @Test
    void aFileIsMadeAndTakenAway() {
        tree.file("old.js", "gone\n");

        PatchResult result = tree.patched("""
                --- /dev/null
                +++ b/web/new.js
                @@ -0,0 +1,2 @@
                +one
                +two
                --- a/old.js
                +++ /dev/null
                @@ -1 +0,0 @@
                -gone
                """);

        assertThat(text(result, "web/new.js")).isEqualTo("one\ntwo\n");
        assertThat(result.overlay().entries().get("web/new.js"))
                .isInstanceOfSatisfying(
                        Overlay.Change.File.class,
                        file -> assertThat(file.mode()).hasValue(0644));
        assertThat(result.overlay().entries()).containsEntry("old.js", new Overlay.Change.Removed());
    }

    @Test
    void aFileThatHasMoreThanThePatchThatDeletesItStays() {
        tree.file("old.js", "gone\nmore\n");

        PatchResult result = tree.patched("""
                --- a/old.js
                +++ /dev/null
                @@ -1 +0,0 @@
                -gone
                """);

        assertThat(result.problems())
                .containsExactly(new PatchProblem(
                        "patches/1.patch:1",
                        "old.js has 1 line more than the patch that deletes it",
                        "Make the patch anew from the file that is there."));
        assertThat(result.overlay().isEmpty()).isTrue();
    }

    @Test
    void aFileIsRenamedCopiedAndMadeAProgram() {
        tree.file("a.sh", 0664, "echo\n").file("b.sh", 0640, "b\n");

        PatchResult result = tree.patched("""
                diff --git a/a.sh b/c.sh
                similarity index 100%
                copy from a.sh
                copy to c.sh
                diff --git a/a.sh b/d.sh
                old mode 100644
                new mode 100755
                similarity index 60%
                rename from a.sh
                rename to d.sh
                --- a/a.sh
                +++ b/d.sh
                @@ -1 +1 @@
                -echo
                +echo 1
                diff --git a/b.sh b/e.sh
                similarity index 100%
                rename from b.sh
                rename to e.sh
                """);

        assertThat(result.problems()).isEmpty();
        assertThat(result.overlay().entries().keySet()).containsExactly("a.sh", "b.sh", "c.sh", "d.sh", "e.sh");
        assertThat(text(result, "d.sh")).isEqualTo("echo 1\n");
        assertThat(mode(result, "c.sh")).hasValue(0664);
        assertThat(mode(result, "d.sh")).hasValue(0755);
        assertThat(mode(result, "e.sh")).hasValue(0640);
    }

    @Test
    void filesChangePlacesInOnePatch() {
        tree.file("a", "A\n").file("b", "B\n");

        PatchResult result = tree.patched("""
                diff --git a/a b/b
                similarity index 100%
                rename from a
                rename to b
                diff --git a/b b/a
                similarity index 100%
                rename from b
                rename to a
                """);

        assertThat(result.problems()).isEmpty();
        assertThat(text(result, "a")).isEqualTo("B\n");
        assertThat(text(result, "b")).isEqualTo("A\n");
    }

    @Test
    void aLinkGetsAnotherTargetAndBecomesAFile() {
        tree.put("current", new Found.Link("v1")).put("latest", new Found.Link("v1"));

        PatchResult result = tree.patched("""
                diff --git a/current b/current
                index 1..2 120000
                --- a/current
                +++ b/current
                @@ -1 +1 @@
                -v1
                \\ No newline at end of file
                +v2
                \\ No newline at end of file
                diff --git a/latest b/latest
                deleted file mode 120000
                index 1..0
                --- a/latest
                +++ /dev/null
                @@ -1 +0,0 @@
                -v1
                \\ No newline at end of file
                diff --git a/latest b/latest
                new file mode 100755
                index 0..1
                --- /dev/null
                +++ b/latest
                @@ -0,0 +1 @@
                +now
                """);

        assertThat(result.problems()).isEmpty();
        assertThat(result.overlay().entries()).containsEntry("current", new Overlay.Change.Link("v2"));
        assertThat(text(result, "latest")).isEqualTo("now\n");
    }

    @Test
    void ofTheNamesThatExistTheShortestIsMeant() {
        tree.file("app.js.orig", "one\ntwo\nthree\nfour\nfive\n").file("app.js", "one\ntwo\nthree\nfour\nfive\n");

        PatchResult result = tree.patched(SHOUT.replace("--- a/app.js", "--- a/app.js.orig"));

        assertThat(result.overlay().entries().keySet()).containsExactly("app.js");
    }

    @Test
    void namesAreRelativeToTheFolderOfTheSet() {
        tree.file("web/app.js", "one\ntwo\nthree\nfour\nfive\n");

        PatchResult result = new Patcher(tree).apply(List.of(set("web", PatchOptions.defaults(), SHOUT)));

        assertThat(result.overlay().entries().keySet()).containsExactly("web/app.js");
    }

    @Test
    void linesWithoutContextGoToTheirLine() {
        tree.file("app.js", "one\ntwo\nthree\n");

        assertThat(text(tree.patched("""
                                --- a/app.js
                                +++ b/app.js
                                @@ -0,0 +1 @@
                                +zero
                                @@ -2,0 +4 @@
                                +two and a half
                                """), "app.js")).isEqualTo("zero\none\ntwo\ntwo and a half\nthree\n");
    }

    @Test
    void twentyPatchesOnLongFilesTakeMilliseconds() {
        String[] patches = new String[20];
        for (int i = 0; i < patches.length; i++) {
            tree.file("f" + i, lines(10_000));
            patches[i] = "--- a/f%1$d\n+++ b/f%1$d\n@@ -5000,3 +5000,3 @@\n line 6999\n-line 7000\n+x\n line 7001\n"
                    .formatted(i);
        }
        tree.patched(patches);
        long start = System.nanoTime();

        PatchResult result = tree.patched(patches);

        assertThat(result.problems()).isEmpty();
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(1000);
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static List<AppliedHunk> hunks(PatchResult result) {
        return result.applied().get(0).files().get(0).hunks();
    }

    private static OptionalInt mode(PatchResult result, String path) {
        return result.overlay().entries().get(path) instanceof Overlay.Change.File file
                ? file.mode()
                : OptionalInt.empty();
    }
}
