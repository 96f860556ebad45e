package dev.slipway.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void contentThatCannotBeWrittenLeavesTheFileAsItWasAndNoDraft() throws IOException {
        Path file = folder.resolve("patched.diff");
        Files.writeString(file, "before");

        assertThatThrownBy(() -> new OutputFile(file).write(out -> {
                    out.write('x');
                    throw new IOException("no space left on device");
                }))
                .isInstanceOf(ReceiptException.class)
                .hasMessage("Cannot write " + file + ": the file system says: no space left on device."
                        + " Make the folder writable and see that its disk has room.");

        assertThat(file).hasContent("before");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).containsExactly("patched.diff");
    }

    @Test
    void bytesAreWrittenAsTheyAre() {
        Path file = folder.resolve("new/patched.diff");

        new OutputFile(file).write(out -> out.write(new byte[] {(byte) 0xff, 0, 10}));

        assertThat(file).hasBinaryContent(new byte[] {(byte) 0xff, 0, 10});
    }
}
