package dev.slipway.patch.applying;

import static dev.slipway.patch.applying.TestTree.options;
import static dev.slipway.patch.applying.TestTree.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.FileTree.Found;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.PatchResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MisfitTest {

    private static final String PATCH = """
            --- a/app.js
            +++ b/app.js
            @@ -3,4 +3,4 @@
             const a = 1;
            -const b = 2;
            +const b = 3;
             const c = 3;
             const d = 4;
            @@ -20,3 +20,3 @@
             return a;
            -}
            +};
             // end
            """;

    private final TestTree tree = new TestTree();

    @Test
    void everyHunkIsToldWithWhatIsExpectedAndFoundAndTheNearestPlace() {
        tree.file("app.js", """
                // top
                // more
                // of it
                // all
                const a = 1;
                const b = 7;
                const c = 3;
                const d = 4;
                """);

        PatchResult result = tree.patched(PATCH);

        assertThat(result.problems()).hasSize(2);
        assertThat(result.problems().get(0))
                .isEqualTo(
                        new PatchProblem("patches/1.patch:3", """
                hunk 1 of 2 does not fit app.js
                  expected at line 3:
                    const a = 1;
                    const b = 2;
                    const c = 3;
                    const d = 4;
                  found there:
                    3: // of it
                    4: // all
                    5: const a = 1;
                    6: const b = 7;
                  nearest place: line 5, where 1 line differs:
                    expected: const b = 2;
                    found 6: const b = 7;""", "Make the patch anew from the file that is there."));
        assertThat(result.problems().get(1).what()).isEqualTo("""
                hunk 2 of 2 does not fit app.js
                  expected at line 20:
                    return a;
                    }
                    // end
                  the file ends at line 8
                  none of these lines is in the file""");
    }

    @Test
    void fuzzThatWouldHelpIsNamed() {
        tree.file("app.js", "x\ny\nconst a = 0;\nconst b = 2;\nconst c = 3;\nconst d = 4;\n");

        PatchProblem problem = tree.patched(PATCH.substring(0, PATCH.indexOf("@@ -20")))
                .problems()
                .get(0);

        assertThat(problem.what())
                .endsWith("\n  nearest place: line 3, where 1 line differs:\n    expected: const a = 1;\n"
                        + "    found 3: const a = 0;\n  with <fuzz>2</fuzz> it would fit at line 3");
        assertThat(problem.remedy())
                .isEqualTo("Set <fuzz>2</fuzz> if that is the right place, or make the patch anew from the file that is"
                        + " there.");
    }

    @Test
    void blanksThatMakeTheDifferenceAreNamed() {
        tree.file("app.js", "x\ny\n\tconst a = 1;\nconst b = 2;\nconst c = 3;\nconst d = 4;\n");

        PatchProblem problem = tree.patched(
                        PATCH.substring(0, PATCH.indexOf("@@ -20")).replace(" const a", "   const a"))
                .problems()
                .get(0);

        assertThat(problem.what())
                .endsWith("\n    expected:   const a = 1;\n    found 3: \\tconst a = 1;\n"
                        + "  with <ignoreWhitespace>true</ignoreWhitespace> it would fit at line 3");
    }

    @Test
    void aHunkThatIsThereAlreadyIsNamed() {
        tree.file("app.js", "x\ny\nconst a = 1;\nconst b = 3;\nconst c = 3;\nconst d = 4;\n");

        PatchResult result = tree.patched(PATCH);

        assertThat(result.problems().get(0).what()).endsWith("\n  its change is there already, at line 3");
    }

    @Test
    void aFirstHunkThatIsThereIsNamedWhereFuzzWouldMakeItAgain() {
        tree.file("app.js", "one\ntwo\nthree\nfour\n");
        String patch = """
                --- a/app.js
                +++ b/app.js
                @@ -1,2 +1,3 @@
                 one
                +two
                 three
                @@ -3 +4 @@
                -five
                +FIVE
                """;

        for (int fuzz = 0; fuzz < 2; fuzz++) {
            PatchResult result = tree.patched(options(1, fuzz, false), patch);

            assertThat(result.problems()).hasSize(2);
            assertThat(result.problems().get(0).what()).endsWith("\n  its change is there already, at line 1");
        }
    }

    @Test
    void fuzzIsNotNamedWhereTheChangeIsThereWithLessOfIt() {
        tree.file("app.js", "x\none\ntwo\nTHREE\ny\nz\nnone\ntwo\nnone\n");

        PatchResult result = tree.patched("""
                --- a/app.js
                +++ b/app.js
                @@ -1,5 +1,5 @@
                 zero
                 one
                -TWO
                +two
                 THREE
                 four
                """);

        assertThat(result.problems().get(0).what()).doesNotContain("<fuzz>");
    }

    @Test
    void aDeletionIsNotSaidToBeThereWhereTheFileStillIs() {
        tree.file("app.js", "one\nother\n");

        PatchResult result = tree.patched("--- a/app.js\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-one\n-two\n");

        assertThat(result.problems().get(0).what()).doesNotContain("there already");
    }

    @Test
    void whatNoTerminalShouldGetIsEscapedAndWhatIsLongIsCut() {
        tree.file("app.js", 0644, ("x".repeat(200) + "\n\033[31mred\n\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));

        PatchProblem problem = tree.patched("--- a/app.js\n+++ b/app.js\n@@ -1,3 +1,3 @@\n é\n-a\u0007\n+b\n c\n")
                .problems()
                .get(0);

        assertThat(problem.what()).isEqualTo("""
                hunk 1 of 1 does not fit app.js
                  expected at line 1:
                    é
                    a\\x07
                    c
                  found there:
                    1: %s…
                    2: \\x1b[31mred
                    3: \\xe9
                  none of these lines is in the file""".formatted("x".repeat(119)));
    }

    @Test
    void laterPatchesOfAFileThatCouldNotBePatchedAreNotToldToo() {
        tree.file("app.js", "other\n").file("lib.js", "lib\n");

        PatchResult result = tree.patched(
                PATCH,
                "--- a/app.js\n+++ b/app.js\n@@ -1 +1 @@\n-more\n+most\n--- a/lib.js\n+++ b/lib.js\n@@ -1 +1 @@\n-lib\n+LIB\n");

        assertThat(result.problems())
                .extracting(PatchProblem::place)
                .containsExactly("patches/1.patch:3", "patches/1.patch:9");
        assertThat(result.applied()).isEmpty();
        assertThat(text(result, "lib.js")).isEqualTo("LIB\n");
    }

    @Test
    void pathsThatLeadOutAreRefused() {
        assertThat(what("--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n", 0))
                .isEqualTo("/etc/passwd is absolute");
        assertThat(what("--- a/../x\n+++ a/../x\n@@ -1 +1 @@\n-a\n+b\n", 1)).isEqualTo("a/../x goes up by '..'");
        assertThat(what("--- x\n+++ x\n@@ -1 +1 @@\n-a\n+b\n", 1))
                .isEqualTo("nothing is left of x after <strip>1</strip>");
    }

    @Test
    void linksFoldersAndFilesThatAreLeftOutAreRefused() {
        tree.put("web", new Found.Link("/srv/web"))
                .put("link", new Found.Link("file"))
                .put("dir", new Found.Other())
                .put("secret", new Found.Refused(".dockerignore leaves it out", "Name it there with a !."));

        assertThat(what(patch("web/x"), 1)).isEqualTo("web/x lies behind the symbolic link web to /srv/web");
        assertThat(what(patch("link"), 1)).isEqualTo("link is a symbolic link to file, and the patch is for a file");
        assertThat(what(patch("dir"), 1)).isEqualTo("dir is a folder, and the patch is for a file");
        assertThat(what(patch("secret"), 1)).isEqualTo("secret cannot be patched: .dockerignore leaves it out");
        assertThat(what(patch("none"), 1)).isEqualTo("none is not there");
    }

    @Test
    void aFileThatIsThereIsNotMade() {
        tree.file("new.js", "other\n").file("empty.js", "");

        assertThat(what("--- /dev/null\n+++ b/new.js\n@@ -0,0 +1 @@\n+new\n", 1))
                .isEqualTo("new.js is there already, and the patch makes it");
        assertThat(text(tree.patched("--- /dev/null\n+++ b/empty.js\n@@ -0,0 +1 @@\n+new\n"), "empty.js"))
                .isEqualTo("new\n");
    }

    @Test
    void theNearestPlaceOfALongFileIsFoundInTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(i % 2 == 0 ? "}\n" : "  return a;\n");
        }
        tree.file("app.js", text + "const b = 9;\nconst c = 3;\n");
        long start = System.nanoTime();

        PatchResult result = tree.patched(PATCH);

        assertThat(result.problems().get(0).what()).contains("nearest place: line 100000, where 3 lines differ:");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5000);
    }

    private static String patch(String path) {
        return "--- a/" + path + "\n+++ b/" + path + "\n@@ -1 +1 @@\n-a\n+b\n";
    }

    private String what(String patch, int strip) {
        return tree.patched(options(strip, 0, false), patch).problems().get(0).what();
    }
}
