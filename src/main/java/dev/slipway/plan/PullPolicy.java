package dev.slipway.plan;

/** When base images are pulled. */
public enum PullPolicy {
    /** When the engine does not have them. */
    MISSING,
    /** On every build. */
    ALWAYS,
    /** Not at all; a missing base image is a failure. */
    NEVER
}
