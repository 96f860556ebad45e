package dev.slipway.app;

import dev.slipway.engine.LocalImages;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags that can be taken back: when a later image of the run fails, every tag names again what it named before. Safe for use by several threads. */
final class LocalTags {

    private final LocalStores stores;
    private final Map<Place, Optional<Digest>> before = new LinkedHashMap<>();

    private record Place(LocalImages images, ImageReference reference) {}

    LocalTags(LocalStores stores) {
        this.stores = stores;
    }

    /** Before an image is built: what its references name in layouts, where a new image takes the place of the old one. */
    synchronized void remember(List<ImageReference> references) {
        references.forEach(
                reference -> before.computeIfAbsent(new Place(stores.layouts(), reference), LocalTags::namedInLayout));
    }

    /** What an earlier build left damaged is no reason for this one to fail. */
    private static Optional<Digest> namedInLayout(Place place) {
        try {
            return place.images().find(place.reference().toString());
        } catch (SlipwayException e) {
            return Optional.empty();
        }
    }

    synchronized void tag(ImageContent content, ImageReference reference) {
        LocalImages images = stores.of(content);
        Optional<Digest> named =
                before.computeIfAbsent(new Place(images, reference), place -> images.find(reference.toString()));
        if (!named.equals(Optional.of(content.id()))) {
            images.tag(content.id(), reference);
        }
    }

    /** Restores all tags; what cannot be restored is added to the failure that is under way. */
    synchronized void rollBack(RuntimeException failure) {
        before.forEach((place, previous) -> {
            try {
                previous.ifPresentOrElse(
                        id -> place.images().tag(id, place.reference()),
                        () -> place.images().untag(place.reference()));
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        });
    }
}
