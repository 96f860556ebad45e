package dev.slipway.mojo.progress;

import dev.slipway.log.Transfer;
import dev.slipway.report.TerminalText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A step that runs, as a live view shows it: a row with its time, and below it what it does. */
final class LiveStep {

    private static final int KEPT_DETAILS = 4;
    private static final String INDENT = "    ";

    private final ShownStep step;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();
    private Duration before = Duration.ZERO;
    private long startNanos;

    LiveStep(ShownStep step) {
        this.step = step;
    }

    ShownStep step() {
        return step;
    }

    void began(long nanoTime) {
        startNanos = nanoTime;
    }

    void ended(Duration time) {
        before = time;
        lines.clear();
        transfers.clear();
    }

    void output(String line) {
        lines.addLast(line);
        if (lines.size() > KEPT_DETAILS) {
            lines.removeFirst();
        }
    }

    void transferred(Transfer transfer) {
        if (transfer.isDone()) {
            transfers.remove(transfer.what());
        } else {
            transfers.put(transfer.what(), transfer);
        }
    }

    /** The row, as wide as the terminal allows, with the time at its end. */
    String row(long nanoTime, int columns) {
        String time = ShownStep.seconds(before.plusNanos(nanoTime - startNanos));
        int room = Math.max(1, columns - 1 - time.length() - 1);
        String heading = TerminalText.cut(step.heading(), room);
        return heading + " ".repeat(Math.max(1, room + 1 - TerminalText.columns(heading))) + time;
    }

    /** What it does, the latest last: transfers that run, then lines of output. */
    List<String> details() {
        List<String> details = new ArrayList<>();
        transfers.values().stream()
                .skip(Math.max(0, transfers.size() - KEPT_DETAILS))
                .forEach(transfer -> details.add(INDENT + ShownStep.text(transfer)));
        lines.forEach(line -> details.add(INDENT + line));
        return details.subList(Math.max(0, details.size() - KEPT_DETAILS), details.size());
    }
}
