package dev.slipway.publish;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;

/** A repository that images go to. */
record Place(Destination destination, RepositoryName repository) {

    static Place of(ImagePlan.Publication publication) {
        return new Place(publication.destination(), publication.repository());
    }
}
