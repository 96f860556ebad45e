package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.failure.SlipwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerfileReaderTest {

    @TempDir
    private Path folder;

    @Test
    void fileIsReadAndCalledByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile.agent"), "# größer\nFROM a\n");

        Dockerfile dockerfile = Dockerfile.read(file);

        assertThat(dockerfile.place(2)).isEqualTo("Dockerfile.agent:2");
        assertThat(dockerfile.sourceLine(1)).isEqualTo("# größer");
    }

    @Test
    void missingFileIsSaidSo() {
        Path file = folder.resolve("Dockerfile");

        assertThatThrownBy(() -> Dockerfile.read(file))
                .hasMessage("Cannot read the Dockerfile " + file
                        + ": there is no such file. Create it, or name another file in <dockerFile>.")
                .extracting(e -> ((SlipwayException) e).kind())
                .isEqualTo(SlipwayException.Kind.PROJECT);
    }

    @Test
    void directoryIsSaidSo() {
        assertThatThrownBy(() -> Dockerfile.read(folder))
                .hasMessage("Cannot read the Dockerfile " + folder
                        + ": it is a directory. Name the file inside of it in <dockerFile>.");
    }

    @Test
    void emptyFileIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), " \n");

        assertThatThrownBy(() -> Dockerfile.read(file))
                .hasMessage(
                        "Cannot read the Dockerfile " + file + ": it is empty. Begin it with FROM and a base image.");
    }

    @Test
    void otherEncodingIsShownWithItsLineAndByte() throws IOException {
        Path file =
                Files.write(folder.resolve("Dockerfile"), "FROM a\n# größer\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Dockerfile.read(file))
                .hasMessage("Cannot read " + file + ":2: the byte 0xF6 there is not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void fileThatIsCutInTheMiddleOfACharacterIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("Dockerfile"), new byte[] {'F', (byte) 0xC3});

        assertThatThrownBy(() -> Dockerfile.read(file)).hasMessageContaining("0xC3 there is not UTF-8");
    }

    @Test
    void failureOfTheFileSystemIsPassedOn() throws IOException {
        Path file = folder.resolve("Dockerfile");
        Files.createSymbolicLink(file, file);

        assertThatThrownBy(() -> Dockerfile.read(file))
                .hasMessageStartingWith("Cannot read the Dockerfile " + file + ": the file system says: ")
                .hasMessageEndingWith("Check the file and its disk.");
    }
}
