package dev.slipway.oci.http;

import dev.slipway.failure.SlipwayException;
import java.time.Duration;
import java.util.Optional;

/** A failure that may pass; whoever tries again catches it, and in the end throws what it is for the user. */
final class PassingException extends RuntimeException {

    private final String why;
    private final transient Optional<Duration> retryAfter;
    private final SlipwayException failure;

    /**
     * @param why        what happened, a clause
     * @param retryAfter how long the registry wants to be left alone
     * @param failure    what it is if it does not pass
     */
    PassingException(String why, Optional<Duration> retryAfter, SlipwayException failure) {
        super(why, failure);
        this.why = why;
        this.retryAfter = retryAfter;
        this.failure = failure;
    }

    String why() {
        return why;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    SlipwayException failure() {
        return failure;
    }
}
