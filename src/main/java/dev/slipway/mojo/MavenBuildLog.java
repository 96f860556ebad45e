package dev.slipway.mojo;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.report.HumanText;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/** Tells what happens through Maven's log. */
final class MavenBuildLog implements BuildLog {

    private static final long PROGRESS_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final Log log;
    private final LongSupplier nanoTime;
    private final Map<ImageReference, Long> lastProgress = new ConcurrentHashMap<>();

    MavenBuildLog(Log log) {
        this(log, System::nanoTime);
    }

    /** @param nanoTime a clock as {@link System#nanoTime()} is one */
    MavenBuildLog(Log log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    @Override
    public void nothingToDo(String reason) {
        log.info("Nothing to do: " + reason + ".");
    }

    @Override
    public void engine(String description) {
        log.info("Engine: " + description);
    }

    @Override
    public void building(String alias, String dockerfile) {
        log.info("Building " + alias + " from " + dockerfile);
    }

    @Override
    public void output(String alias, String line) {
        log.info("[" + alias + "] " + line);
    }

    @Override
    public void built(BuiltImage image) {
        log.info("Built " + image.alias() + " as " + image.content().id().shortHash() + " in "
                + HumanText.time(image.buildTime()) + ", tagged " + image.localReferences());
    }

    @Override
    public void registry(String entry, String host) {
        log.info("Registry " + entry + (entry.startsWith(host) ? "" : " is " + host));
    }

    @Override
    public void repositoryCreated(String host, String repository) {
        log.info("Created the repository " + host + "/" + repository);
    }

    @Override
    public void pushing(String alias, ImageReference reference) {
        log.info("Pushing " + alias + " to " + reference);
        lastProgress.put(reference, nanoTime.getAsLong());
    }

    @Override
    public void pushProgress(ImageReference reference, long sent, long total) {
        long now = nanoTime.getAsLong();
        Long last = lastProgress.get(reference);
        if (last == null || now - last >= PROGRESS_INTERVAL_NANOS) {
            lastProgress.put(reference, now);
            log.info("Pushing " + reference + ": " + HumanText.size(sent) + " of " + HumanText.size(total));
        }
    }

    @Override
    public void pushed(PushedImage image, Duration duration) {
        lastProgress.remove(image.reference());
        log.info("Pushed " + image.reference() + " as " + image.digest() + " in " + HumanText.time(duration));
    }

    @Override
    public void warning(String message) {
        log.warn(message);
    }

    @Override
    public void summary(String text) {
        log.info("");
        text.lines().forEach(log::info);
        log.info("");
    }

    @Override
    public void detail(String message) {
        log.debug(message);
    }
}
