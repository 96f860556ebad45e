package dev.slipway.image;

import java.time.Duration;
import java.util.List;

/**
 * An image that {@code build} made.
 *
 * @param alias     the short name by which the POM speaks of the image
 * @param name      the repository name, without registry and namespace
 * @param tags      its tags, fixed ones before floating ones
 * @param content   what the engine made
 * @param buildTime how long the engine took
 */
public record BuiltImage(
        String alias, RepositoryName name, List<ImageTag> tags, ImageContent content, Duration buildTime) {

    /** Copies the list. */
    public BuiltImage {
        tags = List.copyOf(tags);
    }

    /** The same image with other tags. */
    public BuiltImage withTags(List<ImageTag> newTags) {
        return new BuiltImage(alias, name, newTags, content, buildTime);
    }

    /** The references in the engine's own store, in the order of the tags. */
    public List<ImageReference> localReferences() {
        return tags.stream().map(tag -> ImageReference.local(name, tag.tag())).toList();
    }
}
