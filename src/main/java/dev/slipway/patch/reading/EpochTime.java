package dev.slipway.patch.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that {@code diff -N} gives to a file that is not there: 1970-01-01 00:00:00 in UTC. */
final class EpochTime {

    private static final String CLOCK = " +([0-9]{2}):([0-9]{2}):00(?:\\.0+)?";
    private static final String ZONE = "(?: *([-+])([0-9]{2}):?([0-9]{2}))?";
    private static final Pattern ISO = Pattern.compile("(1970-01-01|1969-12-31)" + CLOCK + ZONE);
    private static final Pattern C = Pattern.compile("(Thu Jan +0?1|Wed Dec 31)" + CLOCK + "(?: (?:1970|1969))" + ZONE);
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int QUARTER = 15;
    private static final int EASTERNMOST = 14 * HOUR;
    private static final int WESTERNMOST = -12 * HOUR;

    private EpochTime() {}

    /** Whether a time behind a file's name is that one, in whatever zone it was written. */
    static boolean isMeantBy(String text) {
        for (Pattern form : new Pattern[] {ISO, C}) {
            Matcher matcher = form.matcher(text.strip());
            if (matcher.matches()) {
                return isEpoch(matcher);
            }
        }
        return false;
    }

    private static boolean isEpoch(Matcher matcher) {
        boolean isDayBefore = matcher.group(1).contains("31");
        int minutes = minutes(matcher, 2) - (isDayBefore ? DAY : 0);
        if (matcher.group(4) == null) {
            return minutes >= WESTERNMOST && minutes <= EASTERNMOST && minutes % QUARTER == 0;
        }
        int zone = "-".equals(matcher.group(4)) ? -minutes(matcher, 5) : minutes(matcher, 5);
        return minutes == zone || minutes == 0;
    }

    private static int minutes(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group)) * HOUR + Integer.parseInt(matcher.group(group + 1));
    }
}
