package dev.slipway.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does the same with several things at once; that one of them fails does not keep the others from their end. */
final class SideBySide {

    private final int most;

    /** @param most how many at once */
    SideBySide(int most) {
        this.most = most;
    }

    /**
     * How it ended with one of them: a result or a failure.
     *
     * @param item what it was done with
     */
    record Outcome<T, R>(
            T item, @Nullable R result, @Nullable RuntimeException failure) {}

    /** The outcomes, in the order of the things. */
    <T, R> List<Outcome<T, R>> run(List<T> items, Function<T, R> work) {
        if (items.size() == 1) {
            return List.of(attempt(items.get(0), work));
        }
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, Math.min(most, items.size())), threads());
        try {
            List<Future<Outcome<T, R>>> running = new ArrayList<>();
            items.forEach(item -> running.add(executor.submit(() -> attempt(item, work))));
            List<Outcome<T, R>> outcomes = new ArrayList<>();
            for (Future<Outcome<T, R>> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while images are published", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T, R> Outcome<T, R> attempt(T item, Function<T, R> work) {
        try {
            return new Outcome<>(item, work.apply(item), null);
        } catch (RuntimeException e) {
            return new Outcome<>(item, null, e);
        }
    }

    private static ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, "slipway-push");
            thread.setDaemon(true);
            return thread;
        };
    }
}
