package dev.slipway.mojo;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.log.StepLog;
import dev.slipway.mojo.progress.PlainProgress;
import dev.slipway.mojo.progress.ProgressView;
import dev.slipway.report.HumanText;
import dev.slipway.report.PatchText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/** Tells what happens through Maven's log. */
final class MavenBuildLog implements BuildLog {

    private static final long PROGRESS_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final Log log;
    private final LongSupplier nanoTime;
    private final ProgressView progress;
    private final Map<ImageReference, Long> lastProgress = new ConcurrentHashMap<>();

    MavenBuildLog(Log log) {
        this(log, System::nanoTime, new PlainProgress(log, System::nanoTime));
    }

    /**
     * @param nanoTime a clock as {@link System#nanoTime()} is one
     * @param progress shows what the steps of builds do
     */
    MavenBuildLog(Log log, LongSupplier nanoTime, ProgressView progress) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.progress = progress;
    }

    private void info(String line) {
        progress.aside(() -> log.info(line));
    }

    @Override
    public void nothingToDo(String reason) {
        info("Nothing to do: " + reason + ".");
    }

    @Override
    public void engine(String description) {
        info("Engine: " + description);
    }

    @Override
    public void building(String alias, String dockerfile) {
        info("Building " + alias + " from " + dockerfile);
    }

    @Override
    public void output(String alias, String line) {
        info("[" + alias + "] " + line);
    }

    @Override
    public StepLog steps(String alias) {
        return progress.steps(alias);
    }

    @Override
    public void unchanged(BuiltImage image) {
        String compared = image.fingerprint()
                .map(fingerprint -> String.join(", ", fingerprint.parts().keySet()))
                .orElse("");
        info("Unchanged: " + image.alias() + " is " + image.content().id().shortHash() + " as before (same " + compared
                + "), tagged " + image.localReferences());
    }

    @Override
    public void changed(String alias, List<String> parts) {
        info("Changed since " + alias + " was built: " + String.join(", ", parts));
    }

    @Override
    public void patched(String alias, ImagePatch patch) {
        info((patch.isNews() ? "Patched " + alias + " with " : "Left out of " + alias + ": ") + PatchText.line(patch));
    }

    @Override
    public void built(BuiltImage image) {
        info("Built " + image.alias() + " as " + image.content().id().shortHash() + " in "
                + HumanText.time(image.buildTime()) + ", tagged " + image.localReferences());
    }

    @Override
    public void registry(String entry, String host) {
        info("Registry " + entry + (entry.startsWith(host) ? "" : " is " + host));
    }

    @Override
    public void retrying(String doing, String why, int attempt, Duration pause) {
        log.warn(doing + ": " + why + ". Attempt " + attempt + " in " + HumanText.time(pause));
    }

    @Override
    public void repositoryCreated(String host, String repository) {
        info("Created the repository " + host + "/" + repository);
    }

    @Override
    public void pushing(String alias, ImageReference reference) {
        info("Pushing " + alias + " to " + reference);
        lastProgress.put(reference, nanoTime.getAsLong());
    }

    @Override
    public void pushProgress(ImageReference reference, long sent, long total) {
        long now = nanoTime.getAsLong();
        Long last = lastProgress.get(reference);
        if (last == null || now - last >= PROGRESS_INTERVAL_NANOS) {
            lastProgress.put(reference, now);
            info("Pushing " + reference + ": " + HumanText.size(sent) + " of " + HumanText.size(total));
        }
    }

    @Override
    public void pushed(PushedImage image, Duration duration) {
        lastProgress.remove(image.reference());
        info("Pushed " + image.reference() + " as " + image.digest() + " in " + HumanText.time(duration));
    }

    @Override
    public void remark(String message) {
        info(message);
    }

    @Override
    public void warning(String message) {
        progress.aside(() -> log.warn(message));
    }

    @Override
    public void summary(String text) {
        info("");
        text.lines().forEach(this::info);
        info("");
    }

    @Override
    public void detail(String message) {
        progress.aside(() -> log.debug(message));
    }
}
