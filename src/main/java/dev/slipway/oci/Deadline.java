package dev.slipway.oci;

import java.time.Duration;

/**
 * When work in a registry is given up.
 *
 * @param timeout how long it may take
 * @param start   {@link System#nanoTime} when it began
 */
record Deadline(Duration timeout, long start) {

    static Deadline after(Duration timeout) {
        return new Deadline(timeout, System.nanoTime());
    }

    long remainingMillis() {
        return timeout.minusNanos(System.nanoTime() - start).toMillis();
    }
}
