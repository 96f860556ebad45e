package dev.slipway.testing;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.log.StepLog;
import dev.slipway.report.PatchText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a user would have been told. */
public final class RecordingLog implements BuildLog {

    private final List<String> events = new ArrayList<>();
    private final List<String> output = new ArrayList<>();

    private synchronized void add(String event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public void nothingToDo(String reason) {
        add("nothing to do: " + reason);
    }

    @Override
    public void engine(String description) {
        add("engine " + description);
    }

    @Override
    public void building(String alias, String dockerfile) {
        add("building " + alias);
    }

    @Override
    public synchronized void output(String alias, String line) {
        output.add(line);
        add("output " + alias + ": " + line);
    }

    /** Its lines of output are among {@link #output()}, its other events behind {@code step}. */
    @Override
    public StepLog steps(String alias) {
        return new RecordingSteps(event -> add("step " + alias + ": " + event), line -> output(alias, line));
    }

    @Override
    public void unchanged(BuiltImage image) {
        add("unchanged " + image.alias());
    }

    @Override
    public void changed(String alias, List<String> parts) {
        add("changed " + alias + " " + parts);
    }

    @Override
    public void patched(String alias, ImagePatch patch) {
        add((patch.isNews() ? "patched " : "left out of ") + alias + ": " + PatchText.line(patch));
    }

    @Override
    public void built(BuiltImage image) {
        add("built " + image.alias());
    }

    @Override
    public void registry(String entry, String host) {
        add("registry " + entry + " is " + host);
    }

    @Override
    public void retrying(String doing, String why, int attempt, Duration pause) {
        add("again " + doing + ": " + why);
    }

    @Override
    public void repositoryCreated(String host, String repository) {
        add("created " + host + "/" + repository);
    }

    @Override
    public void pushing(String alias, ImageReference reference) {
        add("pushing " + reference);
    }

    @Override
    public void pushProgress(ImageReference reference, long sent, long total) {
        add("progress " + sent + "/" + total);
    }

    @Override
    public void pushed(PushedImage image, Duration duration) {
        add("pushed " + image.reference() + " as " + image.digest());
    }

    @Override
    public void remark(String message) {
        add("remark: " + message);
    }

    @Override
    public void warning(String message) {
        add("warning: " + message);
    }

    @Override
    public void summary(String text) {
        add("summary: " + text);
    }

    @Override
    public void detail(String message) {
        add("detail: " + message);
    }

    /** Everything that was said, in order. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Everything that was said and begins so. */
    public synchronized List<String> events(String prefix) {
        return events.stream().filter(event -> event.startsWith(prefix)).toList();
    }

    /** The lines of builds, in order. */
    public synchronized List<String> output() {
        return List.copyOf(output);
    }

    /** Waits until a line of a build is there; false if it does not come. */
    public synchronized boolean awaitOutput(String line, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!output.contains(line)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Whether within a time a line comes that holds a text. */
    public synchronized boolean awaitOutputContaining(String text, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (output.stream().noneMatch(line -> line.contains(text))) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
