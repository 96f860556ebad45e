package dev.slipway.app;

import dev.slipway.engine.LocalImages;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tags that can be taken back: when a later image of the run fails, every tag names again what it named before. */
final class LocalTags {

    private final LocalImages images;
    private final Map<ImageReference, Optional<Digest>> before = new LinkedHashMap<>();

    LocalTags(LocalImages images) {
        this.images = images;
    }

    void tag(Digest id, ImageReference reference) {
        before.putIfAbsent(reference, images.find(reference.toString()));
        images.tag(id, reference);
    }

    /** Restores all tags; what cannot be restored is added to the failure that is under way. */
    void rollBack(RuntimeException failure) {
        before.forEach((reference, previous) -> {
            try {
                previous.ifPresentOrElse(id -> images.tag(id, reference), () -> images.untag(reference));
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        });
    }
}
