package dev.slipway.docker;

import com.github.dockerjava.api.model.BuildResponseItem;
import dev.slipway.log.BuildLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the stream that a classic build answers with: passes its lines on and remembers how it ended. */
final class BuildOutput extends AwaitedCallback<BuildResponseItem> {

    private static final int KEPT_LINES = 20;
    private static final Pattern SUCCESS = Pattern.compile("Successfully built ([0-9a-f]{8,64})");
    private static final Pattern OF_THE_ENGINE =
            Pattern.compile("(?: --->|-->|Removing intermediate container|COMMIT) .*|# Executing \\d+ build triggers?");
    /** Docker wraps every piece of standard error so. */
    private static final Pattern RED = Pattern.compile("\u001b\\[91m(.*)\u001b\\[0m", Pattern.DOTALL);

    private final String alias;
    private final BuildLog log;
    private final StringBuilder partialLine = new StringBuilder();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private @Nullable String imageId;
    private @Nullable BuildStep step;
    private @Nullable Failure failure;
    private boolean inTrigger;

    BuildOutput(String alias, BuildLog log) {
        this.alias = alias;
        this.log = log;
    }

    /**
     * What the daemon says of a failed build.
     *
     * @param message its words
     * @param code    the exit code of a command; 0 where no command failed
     */
    record Failure(String message, int code) {

        private static final Pattern PODMANS_CODE = Pattern.compile("runtime: exit status (\\d+)$");

        @SuppressWarnings("deprecation") // old Podmans send nothing else than the plain error
        static Failure of(BuildResponseItem item) {
            if (item.getErrorDetail() == null || item.getErrorDetail().getMessage() == null) {
                return withPodmansCode(String.valueOf(item.getError()));
            }
            Integer code = item.getErrorDetail().getCode();
            String message = item.getErrorDetail().getMessage();
            return code == null ? withPodmansCode(message) : new Failure(message, code);
        }

        private static Failure withPodmansCode(String message) {
            Matcher matcher = PODMANS_CODE.matcher(message.strip());
            return new Failure(message, matcher.find() ? Integer.parseInt(matcher.group(1)) : 0);
        }
    }

    @Override
    public synchronized void onNext(BuildResponseItem item) {
        if (item.isErrorIndicated()) {
            failure = Failure.of(item);
        } else if (item.getStream() != null) {
            append(item.getStream());
        } else if (item.getStatus() != null && item.getProgressDetail() == null) {
            log.output(alias, item.getId() == null ? item.getStatus() : item.getId() + ": " + item.getStatus());
        }
    }

    /** The stream has ended: what came without a line end is a line too. */
    @Override
    public synchronized void onComplete() {
        endLine();
        super.onComplete();
    }

    private void append(String piece) {
        Matcher red = RED.matcher(piece);
        String text = red.matches() ? red.group(1) : piece;
        if (OF_THE_ENGINE.matcher(text.stripTrailing()).matches() || isNextStep(text.stripTrailing())) {
            // the engine begins its own words in a piece of their own, even behind half a line of a command
            endLine();
        }
        partialLine.append(text);
        int end;
        while ((end = partialLine.indexOf("\n")) >= 0) {
            line(partialLine.substring(0, end));
            partialLine.delete(0, end + 1);
        }
    }

    private boolean isNextStep(String text) {
        return BuildStep.parse(text).filter(next -> next.follows(step)).isPresent();
    }

    private void endLine() {
        if (!partialLine.isEmpty()) {
            String line = partialLine.toString();
            partialLine.setLength(0);
            line(line);
        }
    }

    private void line(String text) {
        String line = asSeenAtTheEnd(text);
        Optional<BuildStep> next = BuildStep.parse(line).filter(found -> found.follows(step));
        if (next.isPresent()) {
            step = next.get();
            imageId = null;
            inTrigger = false;
            lastLines.clear();
        } else {
            keep(line);
        }
        Matcher success = SUCCESS.matcher(line);
        if (success.matches()) {
            imageId = success.group(1);
        }
        log.output(alias, line);
    }

    /** What a terminal shows of a line that was written over again and again. */
    private static String asSeenAtTheEnd(String line) {
        String text = line.replaceAll("\r+$", "");
        return text.substring(text.lastIndexOf('\r') + 1);
    }

    private void keep(String line) {
        if (line.startsWith("# Executing ")) {
            inTrigger = true;
        }
        if (!line.isBlank() && !OF_THE_ENGINE.matcher(line).matches()) {
            lastLines.addLast(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.removeFirst();
            }
        }
    }

    synchronized Optional<String> imageId() {
        return failure == null && error().isEmpty() ? Optional.ofNullable(imageId) : Optional.empty();
    }

    /** The step that the daemon announced last. */
    synchronized Optional<BuildStep> step() {
        return Optional.ofNullable(step);
    }

    /** Whether an {@code ONBUILD} of the step's base was being run. */
    synchronized boolean isInTrigger() {
        return inTrigger;
    }

    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized List<String> lastLines() {
        return List.copyOf(lastLines);
    }
}
