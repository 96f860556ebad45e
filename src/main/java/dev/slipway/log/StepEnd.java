package dev.slipway.log;

import java.time.Duration;

/**
 * How a step ended.
 *
 * @param outcome what came of it
 * @param time    how long it took, in all its goes
 * @param error   why it failed; empty unless it failed
 */
public record StepEnd(Outcome outcome, Duration time, String error) {

    /** What came of a step. */
    public enum Outcome {
        /** It ran. */
        DONE,
        /** Its result was there already. */
        CACHED,
        /** It was stopped, because another step failed or somebody stopped the build. */
        CANCELED,
        /** It failed. */
        FAILED
    }
}
