package dev.slipway.plan;

import java.time.Duration;

/**
 * How patient a push is.
 *
 * @param retries how often something that may pass is tried again; 0 for never
 * @param timeout how long a push may go without any progress
 */
public record PushSettings(int retries, Duration timeout) {

    /** Five times, and thirty minutes. */
    public static PushSettings usual() {
        return new PushSettings(5, Duration.ofMinutes(30));
    }
}
