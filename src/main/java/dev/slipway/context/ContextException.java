package dev.slipway.context;

import dev.slipway.failure.SlipwayException;
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
        super(Kind.PROJECT, "Cannot read " + path + " for the build context: " + whatHappened + ". " + remedy, cause);
        this.path = path;
    }

    /** The file or folder. */
    public Path path() {
        return path;
    }
}
