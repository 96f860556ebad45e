package dev.slipway.plan;

import dev.slipway.image.ImageTag;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes tags of tag rules for one module. */
final class TagRules {

    private static final List<String> DEFAULT_TAGS = List.of("semver");

    private final TagValues values;
    private final Problems problems;

    TagRules(ProjectFacts facts, Problems problems) {
        this.values = new TagValues(facts);
        this.problems = problems;
    }

    /**
     * The tags of an image, fixed ones before floating ones, each once.
     *
     * @param place  where the rules stand, for problems
     * @param texts  the rules; null for the default, {@code semver}
     * @param suffix appended to every tag
     */
    List<ImageTag> tags(String place, @Nullable List<String> texts, String suffix) {
        boolean allUnderstood = true;
        Map<Tag, ImageTag> tags = new LinkedHashMap<>();
        for (String text : texts == null || texts.isEmpty() ? DEFAULT_TAGS : texts) {
            Optional<Optional<ImageTag>> tag = problems.value(place, () -> tag(TagRule.parse(text.strip()), suffix));
            allUnderstood &= tag.isPresent();
            tag.flatMap(made -> made).ifPresent(made -> tags.merge(made.tag(), made, (a, b) -> a.floating() ? b : a));
        }
        if (tags.isEmpty() && allUnderstood) {
            problems.add(
                    place,
                    "no tag is left, since '" + values.version().text() + "' is not a release version",
                    "Add a tag that every version has, such as semver.");
        }
        List<ImageTag> sorted = new ArrayList<>(tags.values());
        sorted.sort(Comparator.comparing(ImageTag::floating));
        return sorted;
    }

    private Optional<ImageTag> tag(TagRule rule, String suffix) {
        if (!values.version().isRelease() && isForReleasesOnly(rule)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (TagRule.Part part : rule.parts()) {
            if (part instanceof TagRule.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof TagRule.Slot slot) {
                text.append(sanitised(values.valueOf(slot), text.isEmpty()));
            }
        }
        return Optional.of(new ImageTag(checked(rule, text + suffix), isFloating(rule, text.toString())));
    }

    private static Tag checked(TagRule rule, String text) {
        try {
            return Tag.parse(text);
        } catch (InvalidValueException e) {
            throw text.equals(rule.text())
                    ? e
                    : new InvalidValueException("'" + rule.text() + "' makes no tag: " + e.getMessage(), e.remedy());
        }
    }

    /** A pre-release has no right to tags that claim the release it leads to: {@code 1}, {@code 1.4}. */
    private static boolean isForReleasesOnly(TagRule rule) {
        boolean claimsVersion = rule.parts().stream()
                .anyMatch(part ->
                        part instanceof TagRule.Slot slot && slot.placeholder().isVersionPart());
        return rule.onlyForReleases() || (claimsVersion && !rule.uses(Placeholder.VERSION));
    }

    private boolean isFloating(TagRule rule, String text) {
        boolean namesOneBuild = rule.parts().stream()
                .anyMatch(part ->
                        part instanceof TagRule.Slot slot && slot.placeholder().namesOneBuild());
        return !namesOneBuild && (!saysVersion(rule, text) || values.version().isSnapshot());
    }

    /** A branch may be called like the version, but it moves. */
    private boolean saysVersion(TagRule rule, String text) {
        ProjectVersion version = values.version();
        boolean hasThreeNumbers =
                rule.uses(Placeholder.MAJOR) && rule.uses(Placeholder.MINOR) && rule.uses(Placeholder.PATCH);
        boolean isVersion = text.equals(version.text()) || text.equals("v" + version.text());
        return rule.uses(Placeholder.VERSION)
                || (hasThreeNumbers && version.isThreeNumbers())
                || (isVersion && !rule.uses(Placeholder.BRANCH));
    }

    private static String sanitised(String value, boolean atStart) {
        String legal = value.replaceAll("[^A-Za-z0-9._-]", "-");
        return atStart ? legal.replaceFirst("^[.-]+", "") : legal;
    }
}
