package dev.slipway.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before something is tried again: longer each time, and never the same for two that failed together.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and jitter</a>
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int retries;
    private final Duration first;

    /** @param retries how often something is tried again */
    public Backoff(int retries) {
        this(retries, FIRST);
    }

    /** @param first the longest pause before the first retry */
    public Backoff(int retries, Duration first) {
        this.retries = retries;
        this.first = first;
    }

    /** How often something is tried again. */
    public int retries() {
        return retries;
    }

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param failed     how many attempts have failed
     * @param retryAfter what the other side asks for
     */
    public Optional<Duration> pause(int failed, Optional<Duration> retryAfter) {
        if (failed > retries) {
            return Optional.empty();
        }
        long most = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(failed - 1, 16));
        Duration own = Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        Duration asked = retryAfter.orElse(Duration.ZERO);
        return Optional.of(asked.compareTo(own) > 0 ? asked : own);
    }
}
