package dev.slipway.failure;

import org.jspecify.annotations.Nullable;

/**
 * The root of all that goes wrong in a way that a user can act on.
 *
 * <p>A leaf carries its data and words its own message: what we were doing to what, what happened, what to do.
 */
public abstract class SlipwayException extends RuntimeException {

    /** Whose turn it is to act. */
    public enum Kind {
        /** The project is wrong: its configuration, a Dockerfile, a policy. Maven calls this a failure. */
        PROJECT,
        /** The surroundings are wrong: engine, network, credentials. Maven calls this an error. */
        ENVIRONMENT
    }

    private final Kind kind;

    /** @param message the whole sentence for the user; secrets in it are redacted here */
    protected SlipwayException(Kind kind, String message, @Nullable Throwable cause) {
        super(Redactor.redact(message), cause);
        this.kind = kind;
    }

    /** Whose turn it is to act. */
    public Kind kind() {
        return kind;
    }
}
