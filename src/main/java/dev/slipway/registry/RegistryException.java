package dev.slipway.registry;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** A registry that refused or broke what we asked of it. */
public final class RegistryException extends SlipwayException {

    /**
     * @param doing        what we were doing, without a full stop: «Cannot push ghcr.io/acme/app:1.4»
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public RegistryException(String doing, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(Kind.ENVIRONMENT, doing + ": " + whatHappened + ". " + remedy, cause);
    }
}
