package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Settings;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.TestModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchContextsTest {

    private static final String PATCH = """
            diff --git a/web/app.js b/web/app.js
            --- a/web/app.js
            +++ b/web/app.js
            @@ -1,2 +1,2 @@
             one
            -two
            +zwei
            diff --git a/web/run.sh b/web/run.sh
            new file mode 100755
            --- /dev/null
            +++ b/web/run.sh
            @@ -0,0 +1 @@
            +#!/bin/sh
            diff --git a/web/gone b/web/gone
            deleted file mode 100644
            --- a/web/gone
            +++ /dev/null
            @@ -1 +0,0 @@
            -gone
            diff --git a/web/link b/web/link
            new file mode 120000
            --- /dev/null
            +++ b/web/link
            @@ -0,0 +1 @@
            +app.js
            \\ No newline at end of file
            """;

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private TestModule module;

    @BeforeEach
    void write() {
        module = new TestModule(folder)
                .dockerfile("FROM scratch\nCOPY web /\n")
                .file("web/app.js", "zero\none\ntwo\n")
                .file("web/gone", "gone\n")
                .file("patches/web/a.patch", PATCH)
                .file("patches/image/b.patch", PATCH);
    }

    private void run(BuildPlan plan, boolean isCheck) {
        new PatchContexts(new ReceiptFolder(folder.resolve("target/slipway")), log).run(plan, isCheck);
    }

    private BuildPlan patched() {
        module.image("agent").patches("patches/web");
        return module.plan();
    }

    private Path patched(String path) {
        return folder.resolve("target/slipway/agent/patched").resolve(path);
    }

    @Tag("linux")
    @Test
    void patchedFilesAndAllChangesAreWritten() throws IOException {
        run(patched(), false);

        assertThat(patched("web/app.js")).hasContent("zero\none\nzwei\n");
        assertThat(patched("web/run.sh")).hasContent("#!/bin/sh\n").isExecutable();
        assertThat(Files.readSymbolicLink(patched("web/link"))).hasToString("app.js");
        assertThat(patched("web/gone")).doesNotExist();
        assertThat(folder.resolve("target/slipway/agent/patched.diff"))
                .content()
                .contains(
                        "--- a/web/app.js\n+++ b/web/app.js\n", "+zwei\n", "deleted file mode", "new file mode 120000");
        assertThat(log.events()).contains("""
                patched agent: patches/web/a.patch: changes web/app.js, hunk 1 fits 1 line further down;\
                 makes web/run.sh; removes web/gone; makes web/link""");
    }

    @Test
    void whatAnEarlierRunLeftIsGone() throws IOException {
        Files.createDirectories(patched("web"));
        Files.writeString(patched("web/stale.js"), "stale");

        run(patched(), false);

        assertThat(patched("web/stale.js")).doesNotExist();
        assertThat(patched("web/app.js")).exists();
        try (Stream<Path> left = Files.list(folder.resolve("target/slipway/agent"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("patched", "patched.diff");
        }
    }

    @Test
    void theWorkTreeStaysAsItIs() {
        run(patched(), false);

        assertThat(folder.resolve("web/app.js")).hasContent("zero\none\ntwo\n");
        assertThat(folder.resolve("web/gone")).exists();
        assertThat(folder.resolve("web/run.sh")).doesNotExist();
    }

    @Test
    void checkWritesNothing() {
        run(patched(), true);

        assertThat(folder.resolve("target")).doesNotExist();
        assertThat(log.events()).anyMatch(event -> event.startsWith("patched agent: "));
    }

    @Test
    void patchesInsideOfAnImageAreNotJudged() {
        module.image("agent").patches(new Settings.Patch("patches/image", null, "/opt/web", null, null, null, null));

        run(module.plan(), false);

        assertThat(folder.resolve("target")).doesNotExist();
        assertThat(log.events())
                .containsExactly(
                        "remark: 1 patch for /opt/web in agent: whether it fits is seen when the image is built");
    }

    @Test
    void moduleWithoutPatchesSaysSo() {
        module.image("agent");

        run(module.plan(), false);

        assertThat(log.events()).isEqualTo(List.of("nothing to do: no image has <patches>"));
    }
}
