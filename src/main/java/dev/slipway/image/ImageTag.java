package dev.slipway.image;

/**
 * A tag of an image, with what it promises.
 *
 * @param tag      the tag
 * @param floating whether later builds move the tag ({@code latest}, a branch); a fixed tag names one build for good
 */
public record ImageTag(Tag tag, boolean floating) {

    @Override
    public String toString() {
        return tag.value();
    }
}
