package dev.slipway.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Maven version, as far as tags care for its parts.
 *
 * @param text       the version without a leading {@code v}
 * @param major      the first number, or empty where the version does not begin with one
 * @param minor      the second number, or empty
 * @param patch      the third number, or empty
 * @param isRelease  whether it is a release: no SNAPSHOT and no pre-release such as {@code -rc.1}
 * @param isSnapshot whether Maven may build it again and again
 */
record ProjectVersion(
        String text,
        Optional<String> major,
        Optional<String> minor,
        Optional<String> patch,
        boolean isRelease,
        boolean isSnapshot) {

    private static final Pattern SHAPE =
            Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:\\.\\d+)*(?:[.-]?([^+]*))?(?:\\+.*)?");
    /** The qualifiers that Maven's own order of versions does not put before the release. */
    private static final Pattern RELEASE_QUALIFIER = Pattern.compile("(?:final|ga|release|sp[.-]?\\d*)?");

    static ProjectVersion parse(String version) {
        String text = version.matches("[vV]\\d.*") ? version.substring(1) : version;
        boolean isSnapshot = text.toUpperCase(Locale.ROOT).endsWith("SNAPSHOT");
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return new ProjectVersion(text, Optional.empty(), Optional.empty(), Optional.empty(), false, isSnapshot);
        }
        String qualifier = Optional.ofNullable(matcher.group(4)).orElse("").toLowerCase(Locale.ROOT);
        return new ProjectVersion(
                text,
                Optional.of(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)),
                Optional.ofNullable(matcher.group(3)),
                RELEASE_QUALIFIER.matcher(qualifier).matches(),
                isSnapshot);
    }
}
