package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code <tags>}: a keyword or a template, read into parts.
 *
 * @param text            the entry as the POM has it
 * @param parts           literals and placeholders in their order
 * @param onlyForReleases whether the rule yields no tag for a pre-release or SNAPSHOT version
 */
record TagRule(String text, List<Part> parts, boolean onlyForReleases) {

    /** A piece of a template. */
    sealed interface Part {}

    /** Text that stands for itself. */
    record Literal(String text) implements Part {}

    /** A placeholder with what stands behind its colon, or an empty text. */
    record Slot(Placeholder placeholder, String argument) implements Part {}

    private static final Map<String, String> KEYWORDS = Map.of(
            "latest", "latest",
            "latest-release", "latest",
            "semver", "{version}",
            "semver-minor", "{major}.{minor}",
            "semver-major", "{major}",
            "sha", "sha-{sha}",
            "branch", "{branch}",
            "timestamp", "{date:yyyyMMdd}-{sha}");
    private static final String KEYWORD_LIST =
            "latest, latest-release, semver, semver-minor, semver-major, sha, branch, timestamp";
    private static final Pattern LOOKS_LIKE_KEYWORD =
            Pattern.compile("(?i:semver-.*|" + KEYWORD_LIST.replace(", ", "|") + ")");
    private static final Pattern SLOT = Pattern.compile("\\{([^{}:]*)(?::([^{}]*))?}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._-]*");

    /** @throws InvalidValueException if the entry is no keyword and no template */
    static TagRule parse(String text) {
        String template = KEYWORDS.get(text);
        if (template == null && LOOKS_LIKE_KEYWORD.matcher(text).matches()) {
            throw new InvalidValueException(
                    "'" + text + "' is not a tag keyword", "Use one of " + KEYWORD_LIST + ", or a template.");
        }
        boolean onlyForReleases = text.equals("latest-release");
        return new TagRule(text, parts(template == null ? text : template), onlyForReleases);
    }

    /** Whether the text is a keyword that means other tags than the one that is called so. */
    static boolean isKeywordOfItsOwn(String text) {
        return KEYWORDS.containsKey(text) && !text.equals(KEYWORDS.get(text));
    }

    private static List<Part> parts(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = SLOT.matcher(template);
        int position = 0;
        while (matcher.find()) {
            addLiteral(parts, template, template.substring(position, matcher.start()));
            parts.add(slot(template, matcher));
            position = matcher.end();
        }
        addLiteral(parts, template, template.substring(position));
        if (parts.isEmpty()) {
            throw new InvalidValueException("a tag is empty", "Remove it, or write a keyword such as semver.");
        }
        return List.copyOf(parts);
    }

    private static void addLiteral(List<Part> parts, String template, String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new InvalidValueException(
                    "the tag '" + template + "' is not one that a registry takes",
                    "Use letters, digits, '_', '.' and '-', and placeholders " + Placeholder.words() + ".");
        }
        if (!text.isEmpty()) {
            parts.add(new Literal(text));
        }
    }

    private static Slot slot(String template, Matcher matcher) {
        String argument = matcher.group(2);
        Placeholder placeholder = Placeholder.of(matcher.group(1))
                .orElseThrow(() -> new InvalidValueException(
                        "the tag '" + template + "' has the unknown placeholder " + matcher.group(),
                        "Use one of " + Placeholder.words() + "."));
        return new Slot(placeholder, TagValues.checkedArgument(placeholder, argument == null ? "" : argument));
    }

    /** Whether the rule asks for this placeholder. */
    boolean uses(Placeholder placeholder) {
        return parts.stream().anyMatch(part -> part instanceof Slot slot && slot.placeholder() == placeholder);
    }
}
