package dev.slipway.patch.applying;

import static dev.slipway.patch.applying.TestTree.options;
import static dev.slipway.patch.applying.TestTree.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.FileTree.Found;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.PatchResult;
import org.junit.jupiter.api.Test;

/** Which file a patch means. */
class PatchedNameTest {

    private static final String MADE = "@@ -0,0 +1 @@\n+b\n";

    private final TestTree tree = new TestTree();

    @Test
    void ofTwoFilesTheOneWithFewerFoldersThenTheShorterNameThenTheShorterPathIsMeant() {
        tree.file("x/f", "a\n")
                .file("longname", "a\n")
                .file("dir/long", "a\n")
                .file("folder/ab", "a\n")
                .file("d/ab", "a\n");

        assertThat(changed("x/f", "longname")).isEqualTo("longname");
        assertThat(changed("longname", "x/f")).isEqualTo("longname");
        assertThat(changed("dir/long", "folder/ab")).isEqualTo("folder/ab");
        assertThat(changed("folder/ab", "d/ab")).isEqualTo("d/ab");
        assertThat(changed("none", "dir/long")).isEqualTo("dir/long");
    }

    @Test
    void aFileIsMadeWhereTheFewestFoldersAreNew() {
        tree.file("there/other", "");

        assertThat(made("x/f", "there/long")).isEqualTo("there/long");
        assertThat(made("x/f", "long")).isEqualTo("long");
        assertThat(made("there/f", "there/f.new")).isEqualTo("there/f");
    }

    @Test
    void theIndexLineCountsWhereNothingIsLeftOfTheOtherNames() {
        tree.file("g", "a\n").file("ff", "a\n");

        assertThat(only(tree.patched("Index: a/g\n--- f\n+++ f\n" + change()))).isEqualTo("g");
        assertThat(only(tree.patched("Index: a/g\n--- a/ff\n+++ b/ff\n" + change())))
                .isEqualTo("ff");
    }

    @Test
    void namesThatLeadAstrayAreLeftAsideForOthers() {
        tree.put("link", new Found.Link("x")).file("other/f", "a\n");

        assertThat(changed("link/f", "other/f")).isEqualTo("other/f");
        assertThat(changed("../f", "other/f")).isEqualTo("other/f");
        assertThat(tree.patched("--- a/link/f\n+++ b/link/f\n" + change()).problems())
                .extracting(PatchProblem::what)
                .containsExactly("link/f lies behind the symbolic link link to x");
    }

    @Test
    void gitSaysWhichNameIsMadeAndWhichIsTakenAway() {
        tree.file("old", "a\n").file("n", "a\n");

        PatchResult made = tree.patched("""
                diff --git a/old b/made
                new file mode 100644
                index 0000000..1111111
                --- /dev/null
                +++ b/made
                """ + MADE);
        PatchResult gone = tree.patched("""
                diff --git a/old b/n
                deleted file mode 100644
                index 1111111..0000000
                --- a/old
                +++ /dev/null
                @@ -1 +0,0 @@
                -a
                """);

        assertThat(made.problems()).isEmpty();
        assertThat(text(made, "made")).isEqualTo("b\n");
        assertThat(only(gone)).isEqualTo("old");
    }

    private static String change() {
        return "@@ -1 +1 @@\n-a\n+b\n";
    }

    private String changed(String old, String changed) {
        return only(tree.patched(options(1, 0, false), "--- a/" + old + "\n+++ b/" + changed + "\n" + change()));
    }

    private String made(String old, String changed) {
        return only(tree.patched("--- a/" + old + "\t1970-01-01 00:00:00 +0000\n+++ b/" + changed + "\n" + MADE));
    }

    private static String only(PatchResult result) {
        assertThat(result.problems()).isEmpty();
        return result.overlay().entries().keySet().iterator().next();
    }
}
