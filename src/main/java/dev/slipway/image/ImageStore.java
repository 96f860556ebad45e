package dev.slipway.image;

import java.net.URI;

/** Where a built image lies until it is published. */
public sealed interface ImageStore {

    /**
     * In the store of a container engine.
     *
     * @param endpoint where the engine listens
     */
    record InDaemon(URI endpoint) implements ImageStore {}
}
