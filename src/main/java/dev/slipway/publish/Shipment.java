package dev.slipway.publish;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageTag;
import dev.slipway.image.Tag;
import dev.slipway.plan.ImagePlan;
import java.util.List;

/**
 * An image and where it goes.
 *
 * @param image        what was built
 * @param publications where it goes
 */
public record Shipment(BuiltImage image, List<ImagePlan.Publication> publications) {

    /** Copies the list. */
    public Shipment {
        publications = List.copyOf(publications);
    }

    /** Whether a tag of the image is a floating one. */
    public boolean isFloating(Tag tag) {
        return tags(true).contains(tag);
    }

    List<Tag> tags(boolean floating) {
        return image.tags().stream()
                .filter(tag -> tag.floating() == floating)
                .map(ImageTag::tag)
                .toList();
    }
}
