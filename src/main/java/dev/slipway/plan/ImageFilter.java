package dev.slipway.plan;

import java.util.List;
import org.codehaus.plexus.util.SelectorUtils;

/** Picks the images that a user wants to work with. */
final class ImageFilter {

    private final List<String> patterns;

    /** @param patterns names, aliases, sets or globs of them; empty for all images */
    ImageFilter(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    boolean wants(ImagePlan image) {
        return patterns.isEmpty()
                || patterns.stream()
                        .map(String::strip)
                        .anyMatch(pattern -> SelectorUtils.match(pattern, image.alias())
                                || SelectorUtils.match(pattern, image.name().value())
                                || (!image.set().isEmpty() && SelectorUtils.match(pattern, image.set())));
    }
}
