package dev.slipway.mojo.progress;

import dev.slipway.log.BuildWarning;
import dev.slipway.log.StepEnd;
import dev.slipway.log.StepLog;
import dev.slipway.log.Transfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Tells the steps of one image line by line. Each line names image and step, so that several can run side by side. */
final class PlainSteps implements StepLog {

    /** A step that others have interrupted is named again, and a transfer told again, only after so long. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final String alias;
    private final Log log;
    private final LongSupplier nanoTime;
    private final Map<String, Told> steps = new HashMap<>();
    private @Nullable Told current;

    PlainSteps(String alias, Log log, LongSupplier nanoTime) {
        this.alias = alias;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    private static final class Told {

        private final ShownStep step;
        private final Map<String, Long> transfers = new HashMap<>();
        private final Set<String> transfersDone = new HashSet<>();
        private long headingNanos;

        Told(ShownStep step) {
            this.step = step;
        }
    }

    @Override
    public synchronized void began(String step, String name) {
        if (!steps.containsKey(step)) {
            Told told = new Told(new ShownStep(alias, steps.size() + 1, name));
            steps.put(step, told);
            heading(told);
        }
    }

    private void heading(Told told) {
        told.headingNanos = nanoTime.getAsLong();
        current = told;
        log.info(told.step.heading());
    }

    @Override
    public synchronized void output(String step, String line, Duration at) {
        Told told = steps.get(step);
        if (told != null) {
            turnTo(told);
            log.info(told.step.output(line, at));
        }
    }

    private void turnTo(Told told) {
        if (current != told && nanoTime.getAsLong() - told.headingNanos >= PATIENCE_NANOS) {
            heading(told);
        }
        current = told;
        told.step.toldMore();
    }

    @Override
    public synchronized void transferred(String step, Transfer transfer) {
        Told told = steps.get(step);
        if (told == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        Long last = told.transfers.putIfAbsent(transfer.what(), now);
        boolean isDue = transfer.isDone()
                ? told.transfersDone.add(transfer.what())
                : (last != null && now - last >= PATIENCE_NANOS);
        if (isDue) {
            told.transfers.put(transfer.what(), now);
            turnTo(told);
            log.info(told.step.transferred(transfer));
        }
    }

    @Override
    public synchronized void ended(String step, StepEnd end) {
        Told told = steps.get(step);
        if (told != null && told.step.tellsEnd(end)) {
            current = told;
            log.info(told.step.ended(end));
        }
    }

    @Override
    public void warning(BuildWarning warning) {
        log.warn(alias + ": " + warning);
    }

    @Override
    public synchronized void close() {
        steps.clear();
    }
}
