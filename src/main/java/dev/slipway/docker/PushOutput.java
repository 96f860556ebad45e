package dev.slipway.docker;

import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.log.BuildLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the stream that a push answers with. */
final class PushOutput extends AwaitedCallback<PushResponseItem> {

    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private final ImageReference reference;
    private final BuildLog log;
    private final Map<String, long[]> layers = new HashMap<>();
    private @Nullable Digest digest;
    private @Nullable String refusal;

    PushOutput(ImageReference reference, BuildLog log) {
        this.reference = reference;
        this.log = log;
    }

    @Override
    public synchronized void onNext(PushResponseItem item) {
        if (item.isErrorIndicated()) {
            refusal = refusal(item);
        } else if (item.getAux() != null && item.getAux().getDigest() != null) {
            digest = Digest.parse(item.getAux().getDigest());
        } else {
            status(item);
        }
    }

    @SuppressWarnings("deprecation") // old Podmans send nothing else
    private static String refusal(PushResponseItem item) {
        boolean hasDetail =
                item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null;
        return String.valueOf(hasDetail ? item.getErrorDetail().getMessage() : item.getError());
    }

    private void status(PushResponseItem item) {
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

    synchronized Optional<Digest> digest() {
        return refusal == null && error().isEmpty() ? Optional.ofNullable(digest) : Optional.empty();
    }

    synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }
}
