package dev.slipway.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The build argument that says when an image shall look as if it had been built, in seconds since 1970.
 *
 * @see <a href="https://reproducible-builds.org/specs/source-date-epoch/">SOURCE_DATE_EPOCH specification</a>
 */
public final class SourceDate {

    /** The argument's name. */
    public static final String ARGUMENT = "SOURCE_DATE_EPOCH";

    private SourceDate() {}

    /** The argument's value for this time. */
    static String text(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }

    /** The time that build arguments say; empty where they say none, or not as the specification has it. */
    public static Optional<Instant> of(Map<String, String> args) {
        return Optional.ofNullable(args.get(ARGUMENT))
                .filter(text -> text.matches("\\d{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }
}
