package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.image.Tag;
import dev.slipway.registry.Repository;

/**
 * A tag that is to be moved to an image that is up.
 *
 * @param alias      how messages call the image
 * @param repository where
 * @param digest     of the image's manifest or index there
 */
record FloatingTag(String alias, Repository repository, Digest digest, Tag tag) {

    static FloatingTag of(Carriage.Delivered image, Tag tag) {
        Consignment consignment = image.consignment();
        return new FloatingTag(consignment.alias(), consignment.repository(), image.digest(), tag);
    }

    ImageReference reference() {
        return new ImageReference(repository.host(), repository.name(), tag);
    }

    PushedImage pushed() {
        return new PushedImage(alias, reference(), digest);
    }
}
