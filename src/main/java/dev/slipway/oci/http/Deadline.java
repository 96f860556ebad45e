package dev.slipway.oci.http;

import dev.slipway.registry.Backoff;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The patience of a look: all of it ends at one time, and nobody is told of what is tried again. */
public final class Deadline implements Patience {

    private static final Backoff BACKOFF = new Backoff(2, Duration.ofMillis(300));

    private final Duration timeout;
    private final long start = System.nanoTime();

    /** @param timeout how long everything may take from now on */
    public Deadline(Duration timeout) {
        this.timeout = timeout;
    }

    private long millisLeft() {
        return timeout.minusNanos(System.nanoTime() - start).toMillis();
    }

    @Override
    public long millisLeft(Progress progress) {
        return millisLeft();
    }

    @Override
    public RegistryException tooLate(Errand errand, @Nullable Exception cause) {
        return new RegistryException(
                errand.doing(),
                "it was stopped after " + timeout + ", the longest that a look at an image in its registry may take",
                "Look at the network and the registry.",
                cause);
    }

    @Override
    public Optional<Duration> pause(int failed, Optional<Duration> retryAfter) {
        return BACKOFF.pause(failed, retryAfter).filter(pause -> pause.toMillis() < millisLeft());
    }

    @Override
    public void retrying(Errand errand, String why, int attempt, Duration pause) {}
}
