package dev.slipway.image;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An image that {@code build} made.
 *
 * @param alias     the short name by which the POM speaks of the image
 * @param name      the repository name, without registry and namespace
 * @param tags      its tags, fixed ones before floating ones
 * @param content   what the engine made
 * @param buildTime how long the engine took
 * @param steps     the steps of the build, as far as the engine tells of them
 * @param origin    what it was made of
 */
public record BuiltImage(
        String alias,
        RepositoryName name,
        List<ImageTag> tags,
        ImageContent content,
        Duration buildTime,
        List<TimedStep> steps,
        Origin origin) {

    /**
     * What an image was made of.
     *
     * @param fingerprint of everything that it was built from; empty where that could not be told
     * @param patches     in the order in which they were applied
     */
    public record Origin(Optional<Fingerprint> fingerprint, List<ImagePatch> patches) {

        /** Copies the list. */
        public Origin {
            patches = List.copyOf(patches);
        }
    }

    /** Copies the lists. */
    public BuiltImage {
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
    }

    /** An image that nothing was patched of. */
    public BuiltImage(
            String alias,
            RepositoryName name,
            List<ImageTag> tags,
            ImageContent content,
            Duration buildTime,
            List<TimedStep> steps,
            Optional<Fingerprint> fingerprint) {
        this(alias, name, tags, content, buildTime, steps, new Origin(fingerprint, List.of()));
    }

    /** What it was built from; empty where that could not be told. */
    public Optional<Fingerprint> fingerprint() {
        return origin.fingerprint();
    }

    /** The same image with other tags. */
    public BuiltImage withTags(List<ImageTag> newTags) {
        return new BuiltImage(alias, name, newTags, content, buildTime, steps, origin);
    }

    /** The references in the engine's own store, in the order of the tags. */
    public List<ImageReference> localReferences() {
        return tags.stream().map(tag -> ImageReference.local(name, tag.tag())).toList();
    }
}
