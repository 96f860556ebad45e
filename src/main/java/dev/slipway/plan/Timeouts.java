package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.time.DateTimeException;
import java.time.Duration;

/** Reads durations as the POM has them. */
public final class Timeouts {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final String REMEDY = "Write one such as PT10M (ten minutes) or 600 (seconds).";

    private Timeouts() {}

    /**
     * A duration in ISO-8601 form ({@code PT10M}) or as seconds ({@code 600}).
     *
     * @throws InvalidValueException if it is neither, or not between nothing and a year
     */
    public static Duration parse(String text) {
        try {
            Duration duration =
                    text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                throw new InvalidValueException("'" + text + "' is longer than a year", REMEDY);
            }
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // falls through to the sentence below, which says what a duration looks like
        }
        throw new InvalidValueException("'" + text + "' is not a duration", REMEDY);
    }
}
