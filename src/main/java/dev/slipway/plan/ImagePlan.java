package dev.slipway.plan;

import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.RepositoryName;
import java.util.List;

/**
 * What is done with one image.
 *
 * @param alias      the short name by which the POM speaks of the image
 * @param set        the image set that it belongs to; an empty text for none
 * @param name       the repository name, without registry and namespace
 * @param tags       its tags, fixed ones before floating ones; at least one
 * @param recipe     how it is built
 * @param publishing how it is published
 * @param needs      the aliases of the images of the module that must be built before
 */
public record ImagePlan(
        String alias,
        String set,
        RepositoryName name,
        List<ImageTag> tags,
        BuildRecipe recipe,
        Publishing publishing,
        List<String> needs) {

    /** Copies the lists. */
    public ImagePlan {
        tags = List.copyOf(tags);
        needs = List.copyOf(needs);
    }

    /** An image that belongs to no set and needs no other. */
    public ImagePlan(
            String alias, RepositoryName name, List<ImageTag> tags, BuildRecipe recipe, Publishing publishing) {
        this(alias, "", name, tags, recipe, publishing, List.of());
    }

    /** The same image, to be built after others. */
    ImagePlan needing(List<String> others) {
        return new ImagePlan(alias, set, name, tags, recipe, publishing, others);
    }

    /**
     * How an image is published.
     *
     * @param isWanted     whether {@code push} has to do with the image at all
     * @param publications where {@code push} carries it
     */
    public record Publishing(boolean isWanted, List<Publication> publications) {

        /** Copies the list. */
        public Publishing {
            publications = List.copyOf(publications);
        }
    }

    /**
     * One registry that the image goes to.
     *
     * @param destination the registry
     * @param repository  the repository there, namespaces included
     * @param isOptional  whether the run goes on without it when it cannot be reached
     */
    public record Publication(Destination destination, RepositoryName repository, boolean isOptional) {}

    /** The references in the engine's own store, in the order of the tags. */
    public List<ImageReference> localReferences() {
        return tags.stream().map(tag -> ImageReference.local(name, tag.tag())).toList();
    }
}
