package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.Tag;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.Repository;
import java.util.List;
import java.util.Optional;

/**
 * One image on its way to one repository.
 *
 * @param shipment    the image
 * @param publication where to
 * @param sight       what is there now
 * @param content     the digest that the image has there, if it is known to be there
 */
record Consignment(Shipment shipment, ImagePlan.Publication publication, Sight sight, Optional<Digest> content) {

    Consignment with(Digest digest) {
        return new Consignment(shipment, publication, sight, Optional.of(digest));
    }

    String alias() {
        return shipment.image().alias();
    }

    Repository repository() {
        return sight.repository();
    }

    Place place() {
        return Place.of(publication);
    }

    ImageReference reference(Tag tag) {
        return new ImageReference(repository().host(), repository().name(), tag);
    }

    /** The tags that do not lead to a digest yet. */
    List<Tag> missing(boolean floating, Digest digest) {
        return shipment.tags(floating).stream()
                .filter(tag -> !digest.equals(sight.there().get(tag)))
                .toList();
    }

    /** Whether nothing is left to be done. */
    boolean isComplete() {
        return content.isPresent()
                && shipment.image().tags().stream()
                        .map(ImageTag::tag)
                        .allMatch(tag -> content.get().equals(sight.there().get(tag)));
    }
}
