package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import java.time.Duration;

/** A build that took longer than it may. */
public final class BuildTimeoutException extends SlipwayException {

    /**
     * @param alias   the image
     * @param timeout how long it may take
     */
    public BuildTimeoutException(String alias, Duration timeout) {
        super(
                Kind.PROJECT,
                "Cannot build " + alias + ": it was stopped after " + timeout
                        + ", the longest that it may take. Make the build faster or raise its <timeout>.",
                null);
    }
}
