package dev.slipway.dockerfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the text of a Dockerfile from disk, with a sentence for all that can be wrong with the file. */
final class DockerfileReader {

    private static final String CHOOSE = "Create it, or name another file in <dockerFile>.";

    private final Path file;

    DockerfileReader(Path file) {
        this.file = file;
    }

    String text() {
        if (Files.isDirectory(file)) {
            throw failure("it is a directory", "Name the file inside of it in <dockerFile>.", null);
        }
        return text(bytes());
    }

    String text(byte[] bytes) {
        String text = decoded(bytes);
        if (text.isBlank()) {
            throw failure("it is empty", "Begin it with FROM and a base image.", null);
        }
        return text;
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw failure("there is no such file", CHOOSE, e);
        } catch (AccessDeniedException e) {
            throw failure("permission is denied", "Let the user who runs Maven read it.", e);
        } catch (IOException e) {
            throw failure("the file system says: " + e.getMessage(), "Check the file and its disk.", e);
        }
    }

    private String decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw notUtf8(bytes, in.position());
        }
        return out.flip().toString();
    }

    private DockerfileException notUtf8(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new DockerfileException(
                file + ":" + line,
                "the byte 0x%02X there is not UTF-8".formatted(bytes[at]),
                "Save the file as UTF-8.",
                null);
    }

    private DockerfileException failure(String whatHappened, String remedy, @Nullable Throwable cause) {
        return new DockerfileException("the Dockerfile " + file, whatHappened, remedy, cause);
    }
}
