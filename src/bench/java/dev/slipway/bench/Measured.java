package dev.slipway.bench;

import java.util.OptionalInt;

/**
 * One run.
 *
 * @param seconds  how long it took
 * @param bytes    how many bytes went to the engine
 * @param requests how many requests a registry got; empty where there is none
 */
record Measured(double seconds, long bytes, OptionalInt requests) {

    /** One without a registry. */
    Measured(double seconds, long bytes) {
        this(seconds, bytes, OptionalInt.empty());
    }

    /** What it took more than another one. */
    Measured beyond(Measured other) {
        return new Measured(seconds - other.seconds, bytes, requests);
    }

    /** How many times as long as another one it took. */
    double ratio(Measured other) {
        return seconds / other.seconds;
    }
}
