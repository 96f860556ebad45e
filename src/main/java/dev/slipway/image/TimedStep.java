package dev.slipway.image;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A step of a build, as the engine tells of it.
 *
 * @param name   such as {@code [builder 3/5] RUN make}
 * @param cached whether its result was there already
 * @param begin  when it began, counted from the beginning of the build
 * @param time   how long it took
 */
public record TimedStep(String name, boolean cached, Duration begin, Duration time) {

    private static final Pattern INSTRUCTION = Pattern.compile("\\[(?:[^]]* )?\\d+/\\d+] (?!FROM ).*", Pattern.DOTALL);

    /**
     * Whether it carries out an instruction of the Dockerfile, other than {@code FROM}: whether one would like to see it
     * cached.
     */
    public boolean isInstruction() {
        return INSTRUCTION.matcher(name).matches();
    }
}
