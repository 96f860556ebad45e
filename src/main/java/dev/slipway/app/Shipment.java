package dev.slipway.app;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageTag;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.Publisher;
import java.util.List;

/**
 * A built image and where it goes.
 *
 * @param plan  what the POM says
 * @param image what was built
 */
record Shipment(ImagePlan plan, BuiltImage image) {

    /** @throws NotBuiltException if the engine or the layout has lost the image since */
    void checkIsHere(Publisher publisher) {
        if (!publisher.holds(image.content())) {
            throw NotBuiltException.lost(image);
        }
    }

    List<ImagePlan.Publication> publications() {
        return plan.publishing().publications();
    }

    List<ImageTag> tags(boolean floating) {
        return image.tags().stream().filter(tag -> tag.floating() == floating).toList();
    }
}
