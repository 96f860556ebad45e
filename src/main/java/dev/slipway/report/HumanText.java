package dev.slipway.report;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. */
public final class HumanText {

    private static final int THOUSAND = 1000;
    /** From here on one decimal place makes it a thousand. */
    private static final double ROUNDED_TO_THOUSAND = 999.95;
    /** From here on one decimal place makes it a minute. */
    private static final long ROUNDED_TO_MINUTE_MILLIS = 59_950;

    private static final long SECONDS_PER_MINUTE = 60;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private HumanText() {}

    /** A number of bytes in decimal units, as docker prints it: {@code 74.3 MB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= (unit == 0 ? THOUSAND : ROUNDED_TO_THOUSAND) && unit < UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A duration: {@code 0.8 s}, {@code 2 min 05 s}. */
    public static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis < ROUNDED_TO_MINUTE_MILLIS) {
            return String.format(Locale.ROOT, "%.1f s", millis / (double) THOUSAND);
        }
        long seconds = Math.round(millis / (double) THOUSAND);
        return String.format(Locale.ROOT, "%d min %02d s", seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE);
    }
}
