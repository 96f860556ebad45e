package dev.slipway.app;

import dev.slipway.engine.LocalImages;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;

/**
 * Where the images of a run get their local names.
 *
 * @param engine  for images in an engine
 * @param layouts for images in layouts
 */
record LocalStores(LocalImages engine, LocalImages layouts) {

    LocalImages of(ImageContent content) {
        return content.store() instanceof ImageStore.InLayout ? layouts : engine;
    }
}
