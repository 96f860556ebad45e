package dev.slipway.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.DiffWriter.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down is what git makes the new files of. */
@Tag("linux")
class GitDiffWriterTest {

    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120000;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private static Optional<Version> file(String text) {
        return Optional.of(new Version(FILE, text.getBytes(UTF_8)));
    }

    private static Optional<Version> link(String target) {
        return Optional.of(new Version(LINK, target.getBytes(UTF_8)));
    }

    private void write(String path, Optional<Version> before, Optional<Version> after) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        if (before.isPresent() && before.get().mode() == LINK) {
            Files.createSymbolicLink(file, Path.of(new String(before.get().bytes(), UTF_8)));
        } else if (before.isPresent()) {
            Files.write(file, before.get().bytes());
        }
        new GitDiffWriter().write(path, before, after, written);
    }

    private void apply() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", "-")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        git.getOutputStream().write(written.toByteArray());
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }

    @Test
    void changesOfTextsAreWrittenWithTheirHunks() throws IOException {
        write("app.js", file("one\ntwo\nthree"), file("one\nzwei\nthree"));

        assertThat(written.toString(UTF_8)).isEqualTo("""
                diff --git a/app.js b/app.js
                index 54d55bf0bb50b503792f391b6f0158bd6145073e..1c02fb4a2891beac28cc91daee8dc18c5242f8ed 100644
                --- a/app.js
                +++ b/app.js
                @@ -1,3 +1,3 @@
                 one
                -two
                +zwei
                 three
                \\ No newline at end of file
                """);
    }

    @Test
    void gitMakesTheNewFilesOfTheOld() throws IOException, InterruptedException {
        byte[] binary = {0, 1, 2, (byte) 200, 0, 9};
        write("text", file("one\ntwo\n"), file("one\ntwo\nthree"));
        write("made/new file", Optional.empty(), Optional.of(new Version(PROGRAM, "#!/bin/sh\n".getBytes(UTF_8))));
        write("gone", file("gone\n"), Optional.empty());
        write("mode", file("same\n"), Optional.of(new Version(PROGRAM, "same\n".getBytes(UTF_8))));
        write("binary", Optional.of(new Version(FILE, binary)), Optional.of(new Version(FILE, new byte[] {0, 7})));
        write("link", link("text"), link("elsewhere"));
        write("was-file", file("text\n"), link("text"));
        write("ä \"\t", file("odd\n"), file("odder\n"));
        write("empty", Optional.empty(), file(""));

        apply();

        assertThat(folder.resolve("text")).hasContent("one\ntwo\nthree");
        assertThat(folder.resolve("made/new file")).hasContent("#!/bin/sh\n").isExecutable();
        assertThat(folder.resolve("gone")).doesNotExist();
        assertThat(folder.resolve("mode")).hasContent("same\n").isExecutable();
        assertThat(folder.resolve("binary")).hasBinaryContent(new byte[] {0, 7});
        assertThat(Files.readSymbolicLink(folder.resolve("link"))).hasToString("elsewhere");
        assertThat(Files.readSymbolicLink(folder.resolve("was-file"))).hasToString("text");
        assertThat(folder.resolve("ä \"\t")).hasContent("odder\n");
        assertThat(Files.exists(folder.resolve("empty"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void nothingIsWrittenWhereNothingChanges() throws IOException {
        write("text", file("one\n"), file("one\n"));

        assertThat(written.size()).isZero();
    }
}
