package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.BuiltImage;
import java.util.Map;

/** An image that is to be pushed or tagged, but was not built. */
final class NotBuiltException extends SlipwayException {

    /** The image of that alias, or this exception. */
    static BuiltImage required(Map<String, BuiltImage> built, String alias) {
        BuiltImage image = built.get(alias);
        if (image == null) {
            throw new NotBuiltException(alias, "nothing says that it was built");
        }
        return image;
    }

    /**
     * @param alias        the image
     * @param whatHappened a clause
     */
    NotBuiltException(String alias, String whatHappened) {
        super(
                Kind.PROJECT,
                "Cannot push or tag " + alias + ": " + whatHappened
                        + ". Build it with mvn package (or mvn slipway:build) first.",
                null);
    }
}
