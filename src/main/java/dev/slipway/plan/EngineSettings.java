package dev.slipway.plan;

import java.util.Optional;

/**
 * Which engine builds.
 *
 * @param choice       the engine that is wanted
 * @param buildkitHost a BuildKit daemon of its own, as {@code BUILDKIT_HOST} writes it; empty where the POM names none
 */
public record EngineSettings(EngineChoice choice, Optional<String> buildkitHost) {

    /** The best engine that works here. */
    public static EngineSettings auto() {
        return new EngineSettings(EngineChoice.AUTO, Optional.empty());
    }
}
