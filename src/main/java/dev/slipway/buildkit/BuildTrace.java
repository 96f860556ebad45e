package dev.slipway.buildkit;

import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.buildkit.wire.control.Vertex;
import dev.slipway.buildkit.wire.control.VertexLog;
import dev.slipway.buildkit.wire.control.VertexStatus;
import dev.slipway.buildkit.wire.control.VertexWarning;
import dev.slipway.image.TimedStep;
import dev.slipway.log.BuildWarning;
import dev.slipway.log.StepLog;
import dev.slipway.report.TerminalText;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a daemon tells of one build: passes it on as it comes, and remembers what is asked for at the end. Of
 * output only the last lines of each step are kept. Safe for use by several threads; the log is called by one at a time.
 */
final class BuildTrace implements AutoCloseable {

    private static final int MAX_WARNINGS = 200;

    /** The daemon's sentences end with what their ranges say too. */
    private static final Pattern LINE = Pattern.compile(" \\(line \\d+\\)$");

    private final StepLog log;
    private final UnaryOperator<String> mask;
    private final Map<String, StepTrace> steps = new LinkedHashMap<>();
    private final Set<BuildWarning> warnings = new LinkedHashSet<>();
    private @Nullable StepTrace failed;
    private boolean closed;

    /** @param log closed when this is closed */
    BuildTrace(StepLog log) {
        this(log, text -> text);
    }

    /**
     * @param log  closed when this is closed
     * @param mask takes out of what commands print what nobody may see
     */
    BuildTrace(StepLog log, UnaryOperator<String> mask) {
        this.log = log;
        this.mask = mask;
    }

    /** Takes a message of the call {@code Status}, or of a build's answer ({@code moby.buildkit.trace}). */
    synchronized void accept(StatusResponse response) {
        if (closed) {
            return;
        }
        Map<String, Vertex> latest = new LinkedHashMap<>();
        for (Vertex vertex : response.getVertexesList()) {
            Vertex earlier = latest.put(vertex.getDigest(), vertex);
            if (earlier != null) {
                end(earlier);
            }
            step(vertex.getDigest()).begin(vertex);
        }
        for (VertexStatus status : response.getStatusesList()) {
            step(status.getVertex()).status(status);
        }
        for (VertexLog piece : response.getLogsList()) {
            step(piece.getVertex()).output(piece.getStream(), piece.getTimestamp(), piece.getMsg());
        }
        response.getWarningsList().forEach(this::warning);
        // a step's last output comes in the message that ends it
        latest.values().forEach(this::end);
    }

    private StepTrace step(String digest) {
        return steps.computeIfAbsent(digest, key -> new StepTrace(key, log, mask));
    }

    private void end(Vertex vertex) {
        StepTrace step = step(vertex.getDigest());
        step.end(vertex);
        if (failed == null && step.isFailed()) {
            failed = step;
        }
    }

    private void warning(VertexWarning told) {
        String text = TerminalText.plain(told.getShort().toStringUtf8().strip().replace('\n', ' '));
        BuildWarning warning = new BuildWarning(LINE.matcher(text).replaceFirst(""), place(told), told.getUrl());
        if (told.getLevel() > 0 && warnings.size() < MAX_WARNINGS && warnings.add(warning)) {
            log.warning(warning);
        }
    }

    private static String place(VertexWarning told) {
        String file = told.getInfo().getFilename();
        return file.isEmpty() || told.getRangesCount() == 0
                ? file
                : file + ":" + told.getRanges(0).getStart().getLine();
    }

    /** The steps that began, in that order, those that BuildKit adds to the Dockerfile's own among them. */
    synchronized List<TimedStep> steps() {
        List<StepTrace> begun = steps.values().stream()
                .filter(step -> step.start() != null)
                .sorted(Comparator.comparing(step -> Objects.requireNonNull(step.start())))
                .toList();
        Instant start = begun.isEmpty()
                ? Instant.EPOCH
                : Objects.requireNonNull(begun.get(0).start());
        return begun.stream().map(step -> step.timed(start)).toList();
    }

    /** The step that failed first. */
    synchronized Optional<FailedStep> failure() {
        return Optional.ofNullable(failed).map(StepTrace::failure);
    }

    /** What a step's command printed at last, at most 20 lines without empty ones; empty for an unknown step. */
    synchronized List<String> lastLines(String digest) {
        StepTrace step = steps.get(digest);
        return step == null ? List.of() : step.lastLines();
    }

    /** What the daemon advises, each advice once. */
    synchronized List<BuildWarning> warnings() {
        return List.copyOf(warnings);
    }

    /** The build is over: steps that still run are told as stopped, and messages that still come are ignored. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            steps.values().forEach(StepTrace::close);
            log.close();
        }
    }
}
