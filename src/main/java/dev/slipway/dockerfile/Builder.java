package dev.slipway.dockerfile;

/** Who will read the Dockerfile; the two do not build the same stages. */
public enum Builder {
    /** Builds the stages that the target needs, and knows the platform arguments. */
    BUILDKIT,
    /** The builder inside the Docker daemon: builds every stage up to the target, and knows no platform arguments. */
    CLASSIC
}
