package dev.slipway.registry;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** Credentials that are missing, unreadable or refused. */
public final class CredentialException extends SlipwayException {

    /**
     * @param doing        what we were doing, without a full stop: «Cannot log in to ghcr.io»
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public CredentialException(String doing, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(Kind.ENVIRONMENT, doing + ": " + whatHappened + ". " + remedy, cause);
    }
}
