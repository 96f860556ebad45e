package dev.slipway.registry;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** A registry that refused or broke what we asked of it. */
public final class RegistryException extends SlipwayException {

    private final boolean isUnreachable;

    /**
     * @param doing        what we were doing, without a full stop: «Cannot push ghcr.io/acme/app:1.4»
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public RegistryException(String doing, String whatHappened, String remedy, @Nullable Throwable cause) {
        this(doing, whatHappened, remedy, cause, false);
    }

    private RegistryException(
            String doing, String whatHappened, String remedy, @Nullable Throwable cause, boolean isUnreachable) {
        super(Kind.ENVIRONMENT, doing + ": " + whatHappened + ". " + remedy, cause);
        this.isUnreachable = isUnreachable;
    }

    /** One that gave no answer at all, or none but that it is out of order; see the constructor. */
    public static RegistryException unreachable(
            String doing, String whatHappened, String remedy, @Nullable Throwable cause) {
        return new RegistryException(doing, whatHappened, remedy, cause, true);
    }

    /** Whether the registry is down, as far as we can tell; then a run may go on without one that is optional. */
    public boolean isUnreachable() {
        return isUnreachable;
    }
}
