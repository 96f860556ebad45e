package dev.slipway.mojo.progress;

import dev.slipway.log.StepLog;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/** Shows everything as lines of Maven's log. */
public final class PlainProgress implements ProgressView {

    private final Log log;
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock as {@link System#nanoTime()} is one */
    public PlainProgress(Log log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    @Override
    public StepLog steps(String alias) {
        return new PlainSteps(alias, log, nanoTime);
    }

    @Override
    public void aside(Runnable saying) {
        saying.run();
    }
}
