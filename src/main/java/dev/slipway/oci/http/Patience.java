package dev.slipway.oci.http;

import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a registry is waited for, and how often it is asked again. */
public interface Patience {

    /** How long an answer is still waited for; 0 or less when no more. */
    long millisLeft(Progress progress);

    /** The failure that it was waited for too long. */
    RegistryException tooLate(Errand errand, @Nullable Exception cause);

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param failed     how many attempts have failed
     * @param retryAfter what the registry asks for
     */
    Optional<Duration> pause(int failed, Optional<Duration> retryAfter);

    /**
     * Hears of an attempt that will be made.
     *
     * @param why     what happened, a clause
     * @param attempt its number, counted from 2
     */
    void retrying(Errand errand, String why, int attempt, Duration pause);
}
