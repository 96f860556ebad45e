package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Tag;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.Repository;
import java.util.List;

/**
 * An image of a registry on its way to the tags of one repository.
 *
 * @param found the image
 * @param sight what is there now where it goes
 * @param tags  that it is to have there
 */
record Transfer(Found found, Sight sight, List<Tag> tags) {

    Transfer {
        tags = List.copyOf(tags);
    }

    /**
     * An image where it is.
     *
     * @param reference as messages call it
     */
    record Found(String reference, Repository repository, Manifest image) {}

    Repository target() {
        return sight.repository();
    }

    Digest digest() {
        return found.image().digest();
    }

    ImageReference reference(Tag tag) {
        return new ImageReference(target().host(), target().name(), tag);
    }

    /** Where it goes, as references begin. */
    String place() {
        return target().host() + "/" + target().name();
    }

    /** The tags that lead elsewhere or nowhere. */
    List<Tag> missing() {
        return tags.stream()
                .filter(tag -> !digest().equals(sight.there().get(tag)))
                .toList();
    }

    /** Whether the image is in the repository already, since it comes from there. */
    boolean staysInPlace() {
        return target().host().equals(found.repository().host())
                && target().name().equals(found.repository().name());
    }
}
