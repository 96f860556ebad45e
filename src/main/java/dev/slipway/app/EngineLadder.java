package dev.slipway.app;

import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.Engine;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.engine.NoBuildKitException;
import java.util.function.Supplier;

/**
 * The engines that an endpoint may offer, the best one first: BuildKit, and then the classic builder.
 *
 * @param endpoint where both are looked for
 * @param buildKit finds out whether there is BuildKit
 * @param classic  the classic builder, which is asked for nothing yet
 */
record EngineLadder(DaemonEndpoint endpoint, Rung buildKit, Supplier<Engine> classic) {

    /** An engine that is there or not. */
    @FunctionalInterface
    interface Rung {
        Engine open() throws NoBuildKitException;
    }

    /** The best that there is. */
    Engine best() {
        try {
            return buildKit.open();
        } catch (NoBuildKitException e) {
            return classic.get();
        }
    }

    /**
     * BuildKit and nothing else.
     *
     * @throws EngineUnavailableException if the endpoint has none
     */
    Engine onlyBuildKit() {
        try {
            return buildKit.open();
        } catch (NoBuildKitException e) {
            throw new EngineUnavailableException(
                    endpoint.toString(),
                    "BuildKit is asked for, but " + e.getMessage(),
                    "Use <engine>auto</engine>, or an engine with BuildKit: Docker, or a BuildKit daemon named in"
                            + " <buildkitHost>.",
                    e);
        }
    }
}
