package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** An engine that refused or broke what we asked of it. */
public final class EngineException extends SlipwayException {

    /**
     * @param doing        what we were doing, without a full stop: «Cannot build agent»
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public EngineException(String doing, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(Kind.ENVIRONMENT, doing + ": " + whatHappened + ". " + remedy, cause);
    }
}
