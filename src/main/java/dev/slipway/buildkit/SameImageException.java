package dev.slipway.buildkit;

import dev.slipway.failure.SlipwayException;

/** An image that was not stored since another build has stored the same one at the same moment; it is there now. */
final class SameImageException extends SlipwayException {

    /**
     * @param alias   of the image
     * @param message what BuildKit said
     */
    SameImageException(String alias, String message, Throwable cause) {
        super(
                Kind.ENVIRONMENT,
                "Cannot build " + alias + ": another build stores the same image at the same moment (" + message
                        + "). Build again.",
                cause);
    }
}
