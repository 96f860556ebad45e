package dev.slipway.plan;

/** The engine that a user asks for. */
public enum EngineChoice {
    /** The best one that works here. */
    AUTO,
    /** The Docker Engine API, as Docker and Podman serve it. */
    DOCKER
}
