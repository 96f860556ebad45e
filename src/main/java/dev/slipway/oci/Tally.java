package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.layout.Descriptor;
import dev.slipway.oci.http.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Counts the bytes of blobs that are up, those of attempts that failed not. Safe for use by several threads. */
final class Tally {

    private final Map<Digest, Long> sent = new ConcurrentHashMap<>();
    private final LongConsumer listener;

    /** @param listener is told how many bytes are up by now */
    Tally(LongConsumer listener) {
        this.listener = listener;
    }

    /** One that nobody asks. */
    static Tally silent() {
        return new Tally(sum -> {});
    }

    /** That of an attempt to send a blob. */
    Progress progress(Digest blob) {
        sent.remove(blob);
        return new Progress(bytes -> count(blob, bytes));
    }

    private void count(Digest blob, long bytes) {
        sent.merge(blob, bytes, Long::sum);
        tell();
    }

    /** A blob is there. */
    void done(Descriptor blob) {
        sent.put(blob.digest(), blob.size());
        tell();
    }

    private void tell() {
        listener.accept(sent.values().stream().mapToLong(Long::longValue).sum());
    }
}
