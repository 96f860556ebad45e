package dev.slipway.app;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Publisher;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes for each image the publisher of the store that it lies in; without images in an engine none is asked for. */
final class StorePublisher implements Publisher {

    private final Supplier<Publisher> daemons;
    private final Publisher layouts;
    private @Nullable Publisher daemon;

    /**
     * @param daemons makes the publisher of images in an engine, when it is needed first
     * @param layouts the publisher of images in layouts
     */
    StorePublisher(Supplier<Publisher> daemons, Publisher layouts) {
        this.daemons = daemons;
        this.layouts = layouts;
    }

    private synchronized Publisher of(ImageContent content) {
        if (content.store() instanceof ImageStore.InLayout) {
            return layouts;
        }
        if (daemon == null) {
            daemon = daemons.get();
        }
        return daemon;
    }

    @Override
    public boolean holds(ImageContent content) {
        return of(content).holds(content);
    }

    @Override
    public Digest push(ImageContent content, Delivery delivery) {
        return of(content).push(content, delivery);
    }

    @Override
    public synchronized void close() {
        layouts.close();
        if (daemon != null) {
            daemon.close();
        }
    }
}
