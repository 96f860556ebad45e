package dev.slipway.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a stream from the daemon and keeps what broke it, instead of throwing or logging it.
 *
 * @param <T> what the stream consists of
 */
abstract class AwaitedCallback<T> extends ResultCallback.Adapter<T> {

    private volatile @Nullable Throwable error;

    /** Does not ask the template, which would log a stack trace. */
    @Override
    public void onError(Throwable throwable) {
        if (error == null) {
            error = throwable;
        }
        stop();
    }

    /** Waits until the stream ends, well or badly; false if the time is over before. */
    boolean awaitEnd(Duration timeout) {
        try {
            return awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", e);
        }
    }

    /** Hangs up, which stops what the daemon does for us if it still runs. */
    void stop() {
        try {
            close();
        } catch (IOException e) {
            error = error == null ? e : error;
        }
    }

    /** What broke the stream. */
    Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }
}
