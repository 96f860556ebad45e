package dev.slipway.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A step that a daemon announced: {@code Step 2/5 : RUN make} (Docker), {@code STEP 2/5: RUN make} or
 * {@code [1/2] STEP 2/3: RUN make} (Podman).
 *
 * @param stage  the stage, from 1 on, where steps are counted per stage; 0 where they are counted through
 * @param number its number, from 1 on
 * @param total  how many there are
 */
record BuildStep(int stage, int number, int total) {

    private static final Pattern ANNOUNCED =
            Pattern.compile("(?:\\[(\\d{1,6})/\\d{1,6}] )?(?:STEP|Step) (\\d{1,6})/(\\d{1,6}) ?: .*", Pattern.DOTALL);

    static Optional<BuildStep> parse(String line) {
        Matcher matcher = ANNOUNCED.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int stage = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        return Optional.of(
                new BuildStep(stage, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    /** Whether this one can come after another; a command may print what looks like a step and is none. */
    boolean follows(@Nullable BuildStep previous) {
        if (previous == null || stage > previous.stage) {
            return number == 1;
        }
        return stage == previous.stage && number == previous.number + 1 && total == previous.total;
    }
}
