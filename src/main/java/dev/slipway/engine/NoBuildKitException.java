package dev.slipway.engine;

import org.jspecify.annotations.Nullable;

/** An endpoint at which no BuildKit answers. Checked, since there is often another way. */
public final class NoBuildKitException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a clause */
    public NoBuildKitException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
