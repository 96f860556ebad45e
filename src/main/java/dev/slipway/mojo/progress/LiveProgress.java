package dev.slipway.mojo.progress;

import dev.slipway.log.StepLog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/**
 * Shows the steps that run in the last rows of a terminal, with times that tick. Steps that have ended become lines of
 * Maven's log above them. Events only change what the next repaint shows, so a flood of them costs little.
 */
public final class LiveProgress implements ProgressView {

    private static final int MAX_ROWS = 12;

    private final Log log;
    private final Screen screen;
    private final LongSupplier nanoTime;
    private final Ticker ticker;
    private final Set<LiveStep> running = new LinkedHashSet<>();
    private int builds;
    private boolean halted;

    /**
     * @param log      must write to the same terminal
     * @param nanoTime a clock as {@link System#nanoTime()} is one
     */
    LiveProgress(Log log, Screen screen, LongSupplier nanoTime, Ticker ticker) {
        this.log = log;
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.ticker = ticker;
    }

    @Override
    public synchronized StepLog steps(String alias) {
        if (builds++ == 0) {
            ticker.start(this::repaint, this::halt);
        }
        return new LiveSteps(alias, this);
    }

    @Override
    public synchronized void aside(Runnable saying) {
        screen.clear();
        saying.run();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void info(String line) {
        aside(() -> log.info(line));
    }

    void warn(String line) {
        aside(() -> log.warn(line));
    }

    synchronized void show(LiveStep step) {
        running.add(step);
    }

    synchronized void hide(LiveStep step) {
        running.remove(step);
    }

    synchronized void over() {
        if (--builds == 0) {
            ticker.stop();
            screen.clear();
        }
    }

    synchronized void repaint() {
        if (!halted) {
            screen.show(rows());
        }
    }

    /** The JVM goes down. */
    private synchronized void halt() {
        halted = true;
        screen.clear();
    }

    private List<String> rows() {
        int headings = running.size() <= MAX_ROWS ? running.size() : MAX_ROWS - 1;
        int room = MAX_ROWS - running.size();
        List<String> rows = new ArrayList<>();
        for (LiveStep step : running.stream().limit(headings).toList()) {
            rows.add(step.row(nanoTime.getAsLong(), screen.columns()));
            List<String> details = step.details();
            int shown = Math.max(0, Math.min(room, details.size()));
            rows.addAll(details.subList(details.size() - shown, details.size()));
            room -= shown;
        }
        if (headings < running.size()) {
            rows.add("and " + (running.size() - headings) + " more steps");
        }
        return rows;
    }
}
