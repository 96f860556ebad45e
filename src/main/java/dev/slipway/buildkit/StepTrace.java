package dev.slipway.buildkit;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.control.Timestamp;
import dev.slipway.buildkit.wire.control.Vertex;
import dev.slipway.buildkit.wire.control.VertexStatus;
import dev.slipway.image.TimedStep;
import dev.slipway.log.StepEnd;
import dev.slipway.log.StepLog;
import dev.slipway.log.Transfer;
import dev.slipway.report.TerminalText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the daemon has told of one vertex, which can begin and end several times. */
final class StepTrace {

    private static final int KEPT_LINES = 20;
    private static final String CANCELED = "context canceled";

    private final String digest;
    private final StepLog log;
    private final UnaryOperator<String> mask;
    private final Map<Long, OutputLines> streams = new HashMap<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private String name = "";
    private @Nullable Instant firstStart;
    private @Nullable Instant lastStart;
    private Instant lastLog = Instant.EPOCH;
    private Duration time = Duration.ZERO;
    private boolean running;
    private boolean cached;
    private String error = "";

    /** @param mask takes out of a text what nobody may see */
    StepTrace(String digest, StepLog log, UnaryOperator<String> mask) {
        this.digest = digest;
        this.log = log;
        this.mask = mask;
    }

    /** Takes the vertex's name, and its beginning where that is new. */
    void begin(Vertex vertex) {
        if (!vertex.getName().isEmpty()) {
            name = TerminalText.plain(vertex.getName().replace('\n', ' '));
        }
        if (vertex.hasStarted() || vertex.hasCompleted()) {
            Instant start = instant(vertex.hasStarted() ? vertex.getStarted() : vertex.getCompleted());
            if (!running && !start.equals(lastStart)) {
                began(start);
            }
        }
    }

    private void began(Instant start) {
        firstStart = firstStart == null ? start : firstStart;
        lastStart = start;
        running = true;
        log.began(digest, name);
    }

    /** Takes the vertex's end, where that is new. */
    void end(Vertex vertex) {
        boolean failsLate = error.isEmpty() && !vertex.getError().isEmpty();
        if (vertex.hasCompleted() && lastStart != null && (running || failsLate)) {
            time = running ? time.plus(between(lastStart, instant(vertex.getCompleted()))) : time;
            cached = vertex.getCached();
            error = mask.apply(vertex.getError());
            ended(error.isEmpty() ? outcome() : isCanceled() ? StepEnd.Outcome.CANCELED : StepEnd.Outcome.FAILED);
        }
    }

    private StepEnd.Outcome outcome() {
        return cached ? StepEnd.Outcome.CACHED : StepEnd.Outcome.DONE;
    }

    private boolean isCanceled() {
        return error.endsWith(CANCELED);
    }

    private void ended(StepEnd.Outcome outcome) {
        streams.values().forEach(OutputLines::end);
        running = false;
        log.ended(digest, new StepEnd(outcome, time, isFailed() ? TerminalText.plain(error.replace('\n', ' ')) : ""));
    }

    void status(VertexStatus status) {
        ensureBegun(instant(status.getTimestamp()));
        Instant end = instant(status.hasCompleted() ? status.getCompleted() : status.getTimestamp());
        Duration taken = status.hasStarted() ? between(instant(status.getStarted()), end) : Duration.ZERO;
        log.transferred(
                digest,
                new Transfer(
                        TerminalText.plain(status.getId()),
                        status.getCurrent(),
                        status.getTotal(),
                        taken,
                        status.hasCompleted()));
    }

    void output(long stream, Timestamp timestamp, ByteString piece) {
        lastLog = instant(timestamp);
        ensureBegun(lastLog);
        streams.computeIfAbsent(stream, key -> new OutputLines(this::line)).append(piece);
    }

    private void ensureBegun(Instant start) {
        if (firstStart == null) {
            began(start);
        }
    }

    private void line(String text) {
        String line = mask.apply(text);
        if (!line.isBlank()) {
            lastLines.addLast(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.removeFirst();
            }
        }
        log.output(digest, line, firstStart == null ? Duration.ZERO : between(firstStart, lastLog));
    }

    /** The build is over: what still runs was stopped. */
    void close() {
        if (running) {
            time = lastStart == null ? time : time.plus(between(lastStart, lastLog));
            ended(StepEnd.Outcome.CANCELED);
        } else {
            streams.values().forEach(OutputLines::end);
        }
    }

    boolean isFailed() {
        return !error.isEmpty() && !isCanceled();
    }

    FailedStep failure() {
        return new FailedStep(digest, name, error, lastLines());
    }

    List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    /** When it began; null if it did not. */
    @Nullable Instant start() {
        return firstStart;
    }

    /** The step as a receipt has it. */
    TimedStep timed(Instant buildStart) {
        return new TimedStep(name, cached, firstStart == null ? Duration.ZERO : between(buildStart, firstStart), time);
    }

    private static Duration between(Instant from, Instant to) {
        return from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
