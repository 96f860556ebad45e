package dev.slipway.git;

import dev.slipway.failure.SlipwayException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A git repository that is there but cannot be read. */
public final class GitException extends SlipwayException {

    private final Path repository;

    /**
     * @param repository   the top folder of the work tree
     * @param whatHappened a clause, such as «its index is damaged»
     * @param remedy       an imperative sentence
     */
    public GitException(Path repository, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(
                Kind.ENVIRONMENT,
                "Cannot read the git repository " + repository + ": " + whatHappened + ". " + remedy,
                cause);
        this.repository = repository;
    }

    /** The top folder of the work tree. */
    public Path repository() {
        return repository;
    }
}
