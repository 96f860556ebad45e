package dev.slipway.app;

import dev.slipway.engine.LocalImages;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import java.util.Optional;

/**
 * Where the images of a run get their local names.
 *
 * @param engine  for images in an engine
 * @param layouts for images in layouts
 */
record LocalStores(LocalImages engine, LocalImages layouts) {

    /** The image that a reference names in one of them. */
    Optional<Digest> find(String reference) {
        return engine.find(reference).or(() -> layouts.find(reference));
    }

    LocalImages of(ImageContent content) {
        return content.store() instanceof ImageStore.InLayout ? layouts : engine;
    }
}
