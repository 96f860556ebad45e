package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.time.Duration;

/** Reads {@code <push>}. */
final class PushSection {

    private static final int MOST_RETRIES = 100;

    private final RegistrySettings.Push push;
    private final Problems problems;

    PushSection(RegistrySettings.Push push, Problems problems) {
        this.push = push;
        this.problems = problems;
    }

    PushSettings read() {
        PushSettings usual = PushSettings.usual();
        String retries = push.retries();
        String timeout = push.timeout();
        return new PushSettings(
                retries == null
                        ? usual.retries()
                        : problems.value("<push><retries>", () -> number(retries))
                                .orElse(usual.retries()),
                timeout == null
                        ? usual.timeout()
                        : problems.<Duration>value("<push><timeout>", () -> Timeouts.parse(timeout))
                                .orElse(usual.timeout()));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > MOST_RETRIES) {
            throw new InvalidValueException(
                    "'" + text + "' is not a number of retries",
                    "Write one from 0 to " + MOST_RETRIES + ", such as 5.");
        }
        return Integer.parseInt(text);
    }
}
