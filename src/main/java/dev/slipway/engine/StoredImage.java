package dev.slipway.engine;

import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import java.util.Map;

/**
 * What is known of an image that is kept.
 *
 * @param platform what it runs on; of an image for several platforms, the engine's own
 * @param size     its uncompressed size in bytes, as the engine counts it
 * @param labels   its labels; none where the store does not tell
 * @param store    where it lies
 */
public record StoredImage(Platform platform, long size, Map<String, String> labels, ImageStore store) {

    /** Copies the map. */
    public StoredImage {
        labels = Map.copyOf(labels);
    }
}
