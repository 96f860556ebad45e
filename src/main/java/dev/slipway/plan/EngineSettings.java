package dev.slipway.plan;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which engine builds.
 *
 * @param choice       the engine that is wanted
 * @param buildkitHost a BuildKit daemon of its own, as {@code BUILDKIT_HOST} writes it; empty where the POM names none
 * @param parallelism  how many images the whole Maven run builds at once; empty for the number of cores, up to four
 */
public record EngineSettings(EngineChoice choice, Optional<String> buildkitHost, OptionalInt parallelism) {

    /** The best engine that works here. */
    public static EngineSettings auto() {
        return new EngineSettings(EngineChoice.AUTO, Optional.empty(), OptionalInt.empty());
    }
}
