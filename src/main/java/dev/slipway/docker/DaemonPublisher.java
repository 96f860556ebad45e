package dev.slipway.docker;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.Turns;
import java.util.List;
import java.util.Optional;

/** Pushes images out of a daemon's store; the daemon itself talks to the registry. */
public final class DaemonPublisher implements Publisher {

    private final DaemonConnection connection;
    private final DaemonImages images;
    private final DaemonPush.Patience patience;
    private final Turns turns;
    private final BuildLog log;

    /**
     * One that no other publisher pushes beside.
     *
     * @param connection closed with the publisher
     */
    public DaemonPublisher(DaemonConnection connection, PushSettings patience, BuildLog log) {
        this(connection, patience, new Turns(), log);
    }

    /**
     * One of several.
     *
     * @param connection closed with the publisher
     * @param turns      shared by all that push out of the same daemon
     */
    public DaemonPublisher(DaemonConnection connection, PushSettings patience, Turns turns, BuildLog log) {
        this(connection, new DaemonPush.Patience(patience.timeout(), new Backoff(patience.retries())), turns, log);
    }

    DaemonPublisher(DaemonConnection connection, DaemonPush.Patience patience, Turns turns, BuildLog log) {
        this.connection = connection;
        this.images = new DaemonImages(connection);
        this.patience = patience;
        this.turns = turns;
        this.log = log;
    }

    @Override
    public boolean holds(ImageContent content) {
        return images.find(content.id().value()).isPresent();
    }

    @Override
    public Digest push(ImageContent content, Delivery delivery) {
        return turns.take(delivery.carrier().toString(), () -> pushAlone(content.id(), delivery));
    }

    private Digest pushAlone(Digest id, Delivery delivery) {
        ImageReference reference = delivery.carrier();
        Optional<Digest> before = images.find(reference.toString());
        try {
            return new DaemonPush(connection, id, delivery, patience, log).run();
        } finally {
            restore(id, reference, before);
        }
    }

    /** What came of the push counts for more than a name that is left behind. */
    private void restore(Digest id, ImageReference reference, Optional<Digest> before) {
        try {
            if (before.isPresent()) {
                images.tag(before.get(), reference);
            } else {
                // in turns, so that two pushes of one image do not both take the other's name for its last but one
                turns.take(id.value(), () -> untag(id, reference));
            }
        } catch (SlipwayException e) {
            log.warning(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A daemon pushes only what has the registry's name; that name is ours and goes again. An image's last name is left,
     * since the daemon throws an image away that has none.
     */
    private boolean untag(Digest id, ImageReference reference) {
        boolean isLast = images.references(id).equals(List.of(reference.toString()));
        if (!isLast) {
            images.untag(reference);
        }
        return !isLast;
    }

    @Override
    public void close() {
        connection.close();
    }
}
