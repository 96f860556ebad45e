package dev.slipway.oci;

import dev.slipway.oci.http.Errand;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does several things at a time: blobs are mostly waited for, not sent. The first failure ends all of them. */
final class SideBySide {

    private static final int AT_A_TIME = 4;
    private static final int SECONDS_TO_END = 5;

    private SideBySide() {}

    static void run(List<Runnable> tasks, Errand errand) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, SideBySide::daemon);
        try {
            CompletionService<Void> ends = new ExecutorCompletionService<>(threads);
            tasks.forEach(task -> ends.submit(task, null));
            for (int i = 0; i < tasks.size(); i++) {
                ends.take().get();
            }
        } catch (InterruptedException e) {
            throw errand.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } finally {
            end(threads);
        }
    }

    /** Those that still run are interrupted, and soon over. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "slipway-blobs");
        thread.setDaemon(true);
        return thread;
    }
}
