package dev.slipway.mojo.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ticks ten times a second in one thread, which holds up nobody's exit. */
final class DaemonTicker implements Ticker {

    private static final long PERIOD_MILLIS = Duration.ofMillis(100).toMillis();

    private @Nullable ScheduledExecutorService executor;
    private @Nullable Thread shutdownHook;

    @Override
    public synchronized void start(Runnable tick, Runnable onShutdown) {
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "slipway-progress");
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        Thread hook = new Thread(onShutdown, "slipway-progress-end");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            shutdownHook = hook;
        } catch (IllegalStateException e) {
            shutdownHook = null;
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
        if (shutdownHook != null) {
            removeHook(shutdownHook);
            shutdownHook = null;
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already
            return;
        }
    }
}
