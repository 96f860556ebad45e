package dev.slipway.oci.http;

import dev.slipway.failure.Redactor;
import dev.slipway.log.BuildLog;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The patience of a push: it ends when nothing has moved for a time, and each new attempt is a line in the log. */
public final class PushPatience implements Patience {

    private final Duration timeout;
    private final Backoff backoff;
    private final BuildLog log;

    /** @param timeout how long a request may go without a byte sent or received */
    public PushPatience(Duration timeout, Backoff backoff, BuildLog log) {
        this.timeout = timeout;
        this.backoff = backoff;
        this.log = log;
    }

    @Override
    public long millisLeft(Progress progress) {
        return timeout.minusNanos(progress.nanosOfStandstill()).toMillis();
    }

    @Override
    public RegistryException tooLate(Errand errand, @Nullable Exception cause) {
        return RegistryException.unreachable(
                errand.doing(),
                "no byte was sent or received for " + timeout + ", the longest that a push may go without progress",
                "Look at the network and the registry, or raise <timeout> in <push>.",
                cause);
    }

    /** Who asks for more time than an answer is waited for is not waited for. */
    @Override
    public Optional<Duration> pause(int failed, Optional<Duration> retryAfter) {
        return retryAfter.filter(asked -> asked.compareTo(timeout) > 0).isPresent()
                ? Optional.empty()
                : backoff.pause(failed, retryAfter);
    }

    @Override
    public void retrying(Errand errand, String why, int attempt, Duration pause) {
        log.retrying(errand.doing(), Redactor.redact(why), attempt, pause);
    }
}
