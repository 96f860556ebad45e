package dev.slipway.plan;

import dev.slipway.image.Digest;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.util.List;
import java.util.Optional;

/**
 * Images in registries that get further tags, there or elsewhere.
 *
 * @param ecr      how ECR is used
 * @param push     how patient the promotion is
 * @param images   what is promoted; at least one
 * @param isDryRun whether nothing is to be changed
 */
public record PromotionPlan(EcrSettings ecr, PushSettings push, List<Image> images, boolean isDryRun) {

    /** Copies the list. */
    public PromotionPlan {
        images = List.copyOf(images);
    }

    /**
     * One image.
     *
     * @param source  where it is
     * @param targets the repositories in which it gets the tags, its own or others; at least one
     * @param tags    at least one
     */
    public record Image(Source source, List<ImagePlan.Publication> targets, List<Tag> tags) {

        /** Copies the lists. */
        public Image {
            targets = List.copyOf(targets);
            tags = List.copyOf(tags);
        }
    }

    /**
     * Where an image is; it has a tag, a digest, or both.
     *
     * @param digest goes before the tag
     */
    public record Source(
            Destination destination, RepositoryName repository, Optional<Tag> tag, Optional<Digest> digest) {}
}
