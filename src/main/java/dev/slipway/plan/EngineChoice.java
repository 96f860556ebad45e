package dev.slipway.plan;

/** The engine that a user asks for. */
public enum EngineChoice {
    /** The best one that works here. */
    AUTO,
    /** BuildKit, and nothing else. */
    BUILDKIT,
    /** The classic builder behind the Docker Engine API, as Docker and Podman serve it. */
    DOCKER
}
