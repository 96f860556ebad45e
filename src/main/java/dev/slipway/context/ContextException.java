package dev.slipway.context;

import dev.slipway.failure.SlipwayException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A build context that cannot be read as it should be. */
public final class ContextException extends SlipwayException {

    private final Path path;

    /**
     * @param path         the file or folder
     * @param whatHappened a clause, such as «permission denied»
     * @param remedy       an imperative sentence
     */
    public ContextException(Path path, String whatHappened, String remedy, @Nullable Throwable cause) {
        this(path, path.toString(), whatHappened, remedy, cause);
    }

    private ContextException(Path path, String place, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(Kind.PROJECT, "Cannot read " + place + " for the build context: " + whatHappened + ". " + remedy, cause);
        this.path = path;
    }

    /** One line of a text file, counted from 1, that cannot be understood. */
    static ContextException atLine(Path file, int line, String whatHappened, String remedy) {
        return new ContextException(file, file + ":" + line, whatHappened, remedy, null);
    }

    /** What the file system said when a file or folder of the context was asked for. */
    public static ContextException unreadable(Path path, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return new ContextException(
                    path,
                    "permission denied",
                    "Let the user who runs Maven read it, or name it in the ignore file.",
                    cause);
        }
        if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
            return changed(path, "it vanished while the context was read", cause);
        }
        return new ContextException(path, reason(cause), "Make it readable, or name it in the ignore file.", cause);
    }

    /** A file that is not any more what the walk saw. */
    static ContextException changed(Path path, String whatHappened, @Nullable Throwable cause) {
        return new ContextException(
                path,
                whatHappened,
                "Let nothing write to the context during a build, or name what is written in the ignore file.",
                cause);
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException failed ? failed.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    /** The file or folder. */
    public Path path() {
        return path;
    }
}
