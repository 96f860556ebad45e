package dev.slipway.mojo.progress;

import dev.slipway.image.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the steps of builds are shown. */
public enum ProgressMode {
    /** Live on a terminal where somebody looks on, else as lines. */
    AUTO,
    /** As lines of Maven's log. */
    PLAIN,
    /** Live wherever there is a terminal. */
    TTY;

    /**
     * The mode that a user chose.
     *
     * @throws InvalidValueException if there is none of that name
     */
    public static ProgressMode parse(String text) {
        return find(text)
                .orElseThrow(() -> new InvalidValueException(
                        "'" + text + "' is no way to show progress", "Write auto, plain or tty."));
    }

    /** The mode of that name, for texts that may mean something else to other programs. */
    public static Optional<ProgressMode> find(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
