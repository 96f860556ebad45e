package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** No container engine answers. */
public final class EngineUnavailableException extends SlipwayException {

    /**
     * @param endpoint     where we looked, such as {@code unix:///var/run/docker.sock (the usual socket)}
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public EngineUnavailableException(String endpoint, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(
                Kind.ENVIRONMENT,
                "Cannot reach a container engine at " + endpoint + ": " + whatHappened + ". " + remedy,
                cause);
    }
}
