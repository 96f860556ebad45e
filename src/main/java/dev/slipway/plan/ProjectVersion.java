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
 * @param isSnapshot whether Maven may build it again and again: {@code 1.0-SNAPSHOT}, {@code 1.0-SNAPSHOT-login}, or
 *     {@code 1.0-20260101.120000-1} as a repository has it
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

    /** Ends as Maven's snapshots do, deployed or not, or holds the word elsewhere. */
    private static final Pattern SNAPSHOT =
            Pattern.compile("(?i).*SNAPSHOT|(?:.*[^a-z])?SNAPSHOT[^a-z].*|.*-\\d{8}\\.\\d{6}-\\d+");

    /** Whether major, minor and patch are all there is, so that they name this version and no other. */
    boolean isThreeNumbers() {
        return patch.isPresent()
                && text.equals(major.orElseThrow() + "." + minor.orElseThrow() + "." + patch.orElseThrow());
    }

    static ProjectVersion parse(String version) {
        String text = version.matches("[vV]\\d.*") ? version.substring(1) : version;
        boolean isSnapshot = SNAPSHOT.matcher(text).matches();
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
                !isSnapshot && RELEASE_QUALIFIER.matcher(qualifier).matches(),
                isSnapshot);
    }
}
