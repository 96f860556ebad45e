package dev.slipway.docker;

import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.log.BuildLog;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the stream that a push answers with, and sees whether it goes on. */
final class PushOutput extends AwaitedCallback<PushResponseItem> {

    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");
    /** What an engine does only after the registry has let it in. */
    private static final Pattern LET_IN =
            Pattern.compile("^(Pushing|Pushed|Layer already exists|Mounted from)|uploading (layer|manifest)");

    private final ImageReference reference;
    private final BuildLog log;
    private final Map<String, long[]> layers = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private @Nullable Digest digest;
    private @Nullable String refusal;
    private @Nullable Duration stall;
    private boolean isLetIn;
    private boolean isOver;
    private long lastNews = System.nanoTime();

    PushOutput(ImageReference reference, BuildLog log) {
        this.reference = reference;
        this.log = log;
    }

    @Override
    public synchronized void onNext(PushResponseItem item) {
        if (isNews(item)) {
            lastNews = System.nanoTime();
        }
        if (item.isErrorIndicated()) {
            refusal = refusal(item);
        } else if (item.getAux() != null && item.getAux().getDigest() != null) {
            digest = Digest.parse(item.getAux().getDigest());
        } else {
            status(item);
        }
    }

    /** The containerd store tells ten times a second how far it is, also when it gets no further. */
    private boolean isNews(PushResponseItem item) {
        ResponseItem.ProgressDetail progress = item.getProgressDetail();
        String state = item.getStatus() + " " + (progress == null ? "" : progress.getCurrent());
        return !state.equals(states.put(String.valueOf(item.getId()), state));
    }

    @SuppressWarnings("deprecation") // old Podmans send nothing else
    private static String refusal(PushResponseItem item) {
        boolean hasDetail =
                item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null;
        return String.valueOf(hasDetail ? item.getErrorDetail().getMessage() : item.getError());
    }

    private void status(PushResponseItem item) {
        isLetIn |= LET_IN.matcher(String.valueOf(item.getStatus())).find();
        Matcher matcher = DIGEST.matcher(String.valueOf(item.getStatus()));
        if (matcher.find()) {
            digest = Digest.parse(matcher.group(1));
        }
        ResponseItem.ProgressDetail progress = item.getProgressDetail();
        if (item.getId() != null && progress != null && progress.getCurrent() != null) {
            long current = progress.getCurrent();
            long total =
                    Math.max(current, Optional.ofNullable(progress.getTotal()).orElse(current));
            layers.put(item.getId(), new long[] {current, total});
            log.pushProgress(reference, sum(0), sum(1));
        }
    }

    private long sum(int index) {
        return layers.values().stream().mapToLong(layer -> layer[index]).sum();
    }

    /**
     * Waits until the stream ends, well or badly, or nothing more comes. What waits in docker-java hangs up when the time
     * is over, so this waits by itself.
     *
     * @param patience the longest time without news
     */
    synchronized void awaitEndWhileMoving(Duration patience) {
        try {
            while (!isOver && stall == null) {
                long left = patience.toMillis() - (System.nanoTime() - lastNews) / 1_000_000;
                if (left > 0) {
                    wait(left);
                } else {
                    stall = patience;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", e);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        synchronized (this) {
            isOver = true;
            notifyAll();
        }
    }

    /** How long nothing had come when it was given up. */
    synchronized Optional<Duration> stall() {
        return Optional.ofNullable(stall);
    }

    /** Whether the registry took something already before it refused the rest. */
    synchronized boolean isLetIn() {
        return isLetIn || refusal().filter(said -> LET_IN.matcher(said).find()).isPresent();
    }

    /** The digest that the engine tells, if all went well. */
    synchronized Optional<Digest> digest() {
        return refusal == null && stall == null && error().isEmpty() ? Optional.ofNullable(digest) : Optional.empty();
    }

    /** What the registry or the engine said against it, as a clause. */
    synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal)
                .map(DockerFailures::clause)
                .or(() -> error().filter(failure -> !DockerFailures.isConnectionLoss(failure))
                        .map(DockerFailures::rootMessage));
    }

    /** What broke the connection to the engine before anything was said against it. */
    synchronized Optional<Throwable> loss() {
        return refusal == null ? error().filter(DockerFailures::isConnectionLoss) : Optional.empty();
    }
}
