package dev.slipway.endpoint;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** A setting that says where the container engine listens, and that cannot be followed. */
public final class EndpointException extends SlipwayException {

    /**
     * @param place        the setting: {@code DOCKER_HOST}, {@code currentContext in ~/.docker/config.json}
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public EndpointException(String place, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(
                Kind.ENVIRONMENT,
                "Cannot find the container engine by " + place + ": " + whatHappened + ". " + remedy,
                cause);
    }
}
