package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads whether tags of a repository may be moved, and which tags are excepted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html">ImageTagMutabilityExclusionFilter</a>
 */
final class MutabilitySection {

    private static final int MOST_EXCLUSIONS = 5;
    private static final int MOST_WILDCARDS = 2;
    private static final Pattern EXCLUSION = Pattern.compile("[0-9a-zA-Z._*-]{1,128}");
    private static final String EXCLUSIONS = "<ecr><tagMutabilityExclusions>";

    private final RegistrySettings.Mutability said;
    private final Problems problems;

    MutabilitySection(RegistrySettings.Mutability said, Problems problems) {
        this.said = said;
        this.problems = problems;
    }

    private enum Word {
        MUTABLE,
        IMMUTABLE
    }

    boolean isSaid() {
        return said.word() != null || said.exclusions() != null;
    }

    TagMutability read() {
        String text = Objects.requireNonNullElse(said.word(), Word.MUTABLE.name());
        Word word = problems.value(
                        "<ecr><tagMutability>",
                        () -> Keywords.of(Word.class, text, "tag mutability", "MUTABLE or IMMUTABLE"))
                .orElse(Word.MUTABLE);
        return new TagMutability(word == Word.IMMUTABLE, exclusions());
    }

    private List<String> exclusions() {
        List<String> exclusions = Objects.requireNonNullElse(said.exclusions(), List.<String>of()).stream()
                .distinct()
                .toList();
        exclusions.forEach(exclusion -> problems.value(EXCLUSIONS, () -> checked(exclusion)));
        if (exclusions.size() > MOST_EXCLUSIONS) {
            problems.add(
                    EXCLUSIONS,
                    "there are " + exclusions.size() + ", and ECR takes at most " + MOST_EXCLUSIONS,
                    "Join some with *, such as dev-*.");
        }
        return exclusions;
    }

    private static String checked(String exclusion) {
        if (!EXCLUSION.matcher(exclusion).matches()) {
            throw new InvalidValueException(
                    "'" + exclusion + "' fits no tag",
                    "Write a tag with * for any characters, such as latest*: at most 128 letters, digits, . _ - and *.");
        }
        if (exclusion.chars().filter(character -> character == '*').count() > MOST_WILDCARDS) {
            throw new InvalidValueException(
                    "'" + exclusion + "' has more than " + MOST_WILDCARDS + " wildcards, which ECR does not take",
                    "Use * at most twice.");
        }
        return exclusion;
    }
}
