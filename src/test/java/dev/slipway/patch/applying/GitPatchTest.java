package dev.slipway.patch.applying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.FileTree.Found;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.PatchResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches that the git on this machine makes. */
class GitPatchTest {

    private final TestTree tree = new TestTree();

    @TempDir
    private Path work;

    @BeforeEach
    void startRepository() throws Exception {
        git("init", "-q");
    }

    @Test
    void binaryFilesChangeByDeltaAndByLiteral() throws Exception {
        byte[] old = random(20_000);
        byte[] changed = old.clone();
        changed[777] ^= 1;
        Files.write(work.resolve("delta"), old);
        Files.write(work.resolve("gone"), random(300));
        commit();
        Files.write(work.resolve("delta"), changed);
        Files.delete(work.resolve("gone"));
        byte[] made = random(500);
        Files.write(work.resolve("made"), made);
        String patch = diff();
        assertThat(patch).contains("\ndelta ", "\nliteral ");

        PatchResult result =
                tree.file("delta", 0644, old).file("gone", 0644, random(300)).patched(patch);

        assertThat(result.problems()).isEmpty();
        assertThat(content(result, "delta")).isEqualTo(changed);
        assertThat(content(result, "made")).isEqualTo(made);
        assertThat(result.overlay().entries()).containsEntry("gone", new Overlay.Change.Removed());
    }

    @Test
    void aBinaryPatchForOtherContentIsRefusedAndOneThatIsThereIsLeftOut() throws Exception {
        byte[] old = random(20_000);
        byte[] changed = old.clone();
        changed[777] ^= 1;
        Files.write(work.resolve("logo"), old);
        commit();
        Files.write(work.resolve("logo"), changed);
        String patch = diff();

        assertThat(tree.file("logo", 0644, Arrays.copyOf(old, 100))
                        .patched(patch)
                        .problems())
                .extracting(PatchProblem::what)
                .singleElement()
                .asString()
                .startsWith("the binary patch is for another content of logo than the one that is there");
        assertThat(tree.file("logo", 0644, changed).patched(patch).applied())
                .extracting(AppliedPatch::isNews)
                .containsExactly(false);
    }

    @Tag("linux")
    @Test
    void filesBecomeLinksAndProgramsAndGetOtherNames() throws Exception {
        Files.writeString(work.resolve("config"), "a\n");
        Files.writeString(work.resolve("run"), "#!/bin/sh\n");
        Files.writeString(work.resolve("from"), "one\ntwo\nthree\nfour\nfive\nsix\n");
        commit();
        Files.delete(work.resolve("config"));
        Files.createSymbolicLink(work.resolve("config"), Path.of("other/config"));
        Files.setPosixFilePermissions(work.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(work.resolve("from"));
        Files.writeString(work.resolve("to"), "one\ntwo\nthree\nfour\nfive\n6\n");

        PatchResult result = tree.file("config", "a\n")
                .file("run", 0664, "#!/bin/sh\n")
                .file("from", 0600, "one\ntwo\nthree\nfour\nfive\nsix\n")
                .patched(diff());

        assertThat(result.problems()).isEmpty();
        assertThat(result.overlay().entries())
                .containsEntry("config", new Overlay.Change.Link("other/config"))
                .containsEntry("from", new Overlay.Change.Removed());
        assertThat(result.overlay().entries().get("run"))
                .isInstanceOfSatisfying(
                        Overlay.Change.File.class,
                        file -> assertThat(file.mode()).hasValue(0755));
        assertThat(result.overlay().entries().get("to"))
                .isInstanceOfSatisfying(
                        Overlay.Change.File.class,
                        file -> assertThat(file.mode()).hasValue(0600));
    }

    @Test
    void aPatchForALinkDoesNotTouchAFile() {
        PatchResult result =
                tree.file("current", "v1").put("file", new Found.Link("v1")).patched("""
                diff --git a/current b/current
                index 1..2 120000
                --- a/current
                +++ b/current
                @@ -1 +1 @@
                -v1
                \\ No newline at end of file
                +v2
                \\ No newline at end of file
                """);

        assertThat(result.problems())
                .extracting(PatchProblem::what)
                .containsExactly("current is a file, and the patch is for a symbolic link");
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] content(PatchResult result, String path) {
        return result.overlay().entries().get(path) instanceof Overlay.Change.File file ? file.content() : new byte[0];
    }

    private String diff() throws Exception {
        git("add", "-A");
        return git("diff", "--cached", "--binary", "-M");
    }

    private void commit() throws Exception {
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "before");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.autocrlf=false"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
