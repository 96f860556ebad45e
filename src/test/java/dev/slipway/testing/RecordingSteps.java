package dev.slipway.testing;

import dev.slipway.log.BuildWarning;
import dev.slipway.log.StepEnd;
import dev.slipway.log.StepLog;
import dev.slipway.log.Transfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps what a user would have been told of steps; a step goes by its name. */
public final class RecordingSteps implements StepLog {

    private final Consumer<String> events;
    private final Consumer<String> output;
    private final Map<String, String> names = new HashMap<>();

    /**
     * @param events receives each event but output, such as {@code DONE [2/3] RUN make}
     * @param output receives the lines of output
     */
    public RecordingSteps(Consumer<String> events, Consumer<String> output) {
        this.events = events;
        this.output = output;
    }

    @Override
    public synchronized void began(String step, String name) {
        names.put(step, name);
        events.accept("began " + name);
    }

    @Override
    public synchronized void output(String step, String line, Duration at) {
        output.accept(line);
    }

    @Override
    public synchronized void transferred(String step, Transfer transfer) {
        events.accept("transferred " + transfer.what() + " " + transfer.bytes() + (transfer.isDone() ? " done" : ""));
    }

    @Override
    public synchronized void ended(String step, StepEnd end) {
        events.accept(end.outcome() + " " + names.get(step) + (end.error().isEmpty() ? "" : ": " + end.error()));
    }

    @Override
    public void warning(BuildWarning warning) {
        events.accept("warning " + warning);
    }

    @Override
    public void close() {
        events.accept("closed");
    }
}
