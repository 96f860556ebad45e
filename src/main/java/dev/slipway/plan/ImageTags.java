package dev.slipway.plan;

import dev.slipway.image.ImageTag;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads how images are tagged. */
final class ImageTags {

    private static final Pattern TAG_SUFFIX = Pattern.compile("[A-Za-z0-9._-]*");

    private final TagRules tagRules;
    private final Problems problems;

    ImageTags(ProjectFacts facts, Problems problems) {
        this.tagRules = new TagRules(facts, problems);
        this.problems = problems;
    }

    /** The tags of an image; none where something is wrong with them. */
    List<ImageTag> of(LayeredImage image) {
        String place = image.placeOf("<tags>", layer -> layer.publish().tags());
        return tagRules.tags(place, image.publish().tags(), tagSuffix(image));
    }

    private String tagSuffix(LayeredImage image) {
        String suffix = Objects.requireNonNullElse(image.publish().tagSuffix(), "");
        if (TAG_SUFFIX.matcher(suffix).matches()) {
            return suffix;
        }
        problems.add(
                image.placeOf("<tagSuffix>", layer -> layer.publish().tagSuffix()),
                "no tag can end with '" + suffix + "'",
                "Use letters, digits, '_', '.' and '-'.");
        return "";
    }
}
