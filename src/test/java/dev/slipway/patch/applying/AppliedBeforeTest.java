package dev.slipway.patch.applying;

import static dev.slipway.patch.applying.TestTree.options;
import static dev.slipway.patch.applying.TestTree.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchOptions.OnApplied;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.PatchResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedBeforeTest {

    private static final String ADD = """
            --- a/app.js
            +++ b/app.js
            @@ -1,2 +1,3 @@
             one
            +two
             three
            """;
    private static final String CHANGE = """
            --- a/app.js
            +++ b/app.js
            @@ -1,3 +1,3 @@
             one
            -two
            +TWO
             three
            """;
    private static final String OTHER = """
            --- a/lib.js
            +++ b/lib.js
            @@ -1 +1 @@
            -lib
            +LIB
            """;

    private final TestTree tree = new TestTree();

    @Test
    void aPatchThatIsThereAlreadyIsLeftOut() {
        tree.file("app.js", "zero\none\ntwo\nthree\n").file("lib.js", "lib\n");

        PatchResult result = tree.patched(ADD, OTHER);

        assertThat(result.problems()).isEmpty();
        assertThat(result.applied()).extracting(AppliedPatch::isNews).containsExactly(false, true);
        assertThat(result.applied().get(0).files()).isEmpty();
        assertThat(result.overlay().entries().keySet()).containsExactly("lib.js");
    }

    @Test
    void aPatchThatIsThereAlreadyIsAFailureWhereThatIsWanted() {
        tree.file("app.js", "one\ntwo\nthree\n");

        PatchResult result =
                new Patcher(tree).apply(List.of(set("", new PatchOptions(1, 0, false, OnApplied.FAIL), ADD)));

        assertThat(result.problems())
                .containsExactly(new PatchProblem(
                        "patches/1.patch",
                        "its changes are all there already",
                        "Remove the patch, or set <onApplied>skip</onApplied>."));
    }

    @Test
    void aRunOfPatchesOfTheSameLineIsRecognised() {
        tree.file("app.js", "one\nTWO\nthree\n").file("lib.js", "lib\n");

        PatchResult result = tree.patched(ADD, OTHER, CHANGE);

        assertThat(result.problems()).isEmpty();
        assertThat(result.applied()).extracting(AppliedPatch::isNews).containsExactly(false, true, false);
        assertThat(result.overlay().entries().keySet()).containsExactly("lib.js");
    }

    @Test
    void aPatchThatChangesAFileTwiceIsRecognised() {
        tree.file("app.js", "one\nTWO\nthree\n");

        assertThat(tree.patched(ADD + CHANGE).applied())
                .extracting(AppliedPatch::isNews)
                .containsExactly(false);
    }

    @Test
    void fuzzDoesNotMakeAChangeTwice() {
        tree.file("app.js", "one\ntwo\nthree\n");

        PatchResult result = tree.patched(options(1, 2, false), ADD);

        assertThat(result.applied()).extracting(AppliedPatch::isNews).containsExactly(false);
        assertThat(result.overlay().isEmpty()).isTrue();
    }

    @Test
    void whatOnlyTakesLinesAwayWithoutContextIsNotTakenForThere() {
        tree.file("app.js", "one\ntwo!\nthree\n").file("lib.js", "lib!\n").file("empty.js", "");

        assertThat(tree.patched("--- a/app.js\n+++ b/app.js\n@@ -2 +1,0 @@\n-two\n")
                        .problems())
                .hasSize(1);
        assertThat(tree.patched("--- a/lib.js\n+++ b/lib.js\n@@ -1 +0,0 @@\n-lib\n")
                        .problems())
                .hasSize(1);
        assertThat(tree.patched("--- a/empty.js\n+++ b/empty.js\n@@ -1 +0,0 @@\n-lib\n")
                        .applied())
                .extracting(AppliedPatch::isNews)
                .containsExactly(false);
    }

    @Test
    void aPatchThatIsThereInPartSaysWhichFilesHaveIt() {
        tree.file("app.js", "one\ntwo\nthree\n").file("lib.js", "lib\n");

        PatchResult result = tree.patched(ADD + OTHER);

        assertThat(result.problems())
                .containsExactly(new PatchProblem(
                        "patches/1.patch:1",
                        "app.js has its change already, other files of the patch have not",
                        "Make the patch anew without what is there already."));
    }

    @Test
    void filesThatAreMadeDeletedRenamedAndCopiedAlreadyAreRecognised() {
        tree.file("new", "new\n")
                .file("b", "a\n")
                .file("c", "c\n")
                .file("d", "c\n")
                .file("run", 0755, "");

        PatchResult result = tree.patched("""
                diff --git a/a b/b
                similarity index 100%
                rename from a
                rename to b
                diff --git a/c b/d
                similarity index 100%
                copy from c
                copy to d
                diff --git a/gone b/gone
                deleted file mode 100644
                index 1..0
                --- a/gone
                +++ /dev/null
                @@ -1 +0,0 @@
                -gone
                diff --git a/new b/new
                new file mode 100644
                index 0..1
                --- /dev/null
                +++ b/new
                @@ -0,0 +1 @@
                +new
                diff --git a/run b/run
                old mode 100644
                new mode 100755
                """);

        assertThat(result.problems()).isEmpty();
        assertThat(result.applied()).extracting(AppliedPatch::isNews).containsExactly(false);
    }

    @Test
    void aFileThatIsElsewhereIsNotTakenForDeleted() {
        tree.file("web/old.js", "old\n");

        PatchResult result = tree.patched("""
                --- a/b/web/old.js
                +++ /dev/null
                @@ -1 +0,0 @@
                -old
                """);

        assertThat(result.problems())
                .containsExactly(new PatchProblem(
                        "patches/1.patch:1",
                        "b/web/old.js is not there, but with <strip>2</strip> it would be web/old.js",
                        "Set <strip>2</strip>."));
    }
}
