package dev.slipway.publish;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageStore;
import java.util.Map;

/** An image that is to be pushed or tagged, but was not built, or is no longer where it was built. */
public final class NotBuiltException extends SlipwayException {

    /** The image of that alias, or this exception. */
    public static BuiltImage required(Map<String, BuiltImage> built, String alias) {
        BuiltImage image = built.get(alias);
        if (image == null) {
            throw new NotBuiltException(alias, "nothing says that it was built");
        }
        return image;
    }

    /** An image that is no longer where it was built. */
    public static NotBuiltException lost(BuiltImage image) {
        String id = image.content().id().shortHash();
        String where = image.content().store() instanceof ImageStore.InLayout layout
                ? "the layout " + layout.folder() + " no longer holds the image "
                : "the engine no longer has the image ";
        return new NotBuiltException(image.alias(), where + id + " that was built");
    }

    /**
     * @param alias        the image
     * @param whatHappened a clause
     */
    private NotBuiltException(String alias, String whatHappened) {
        super(
                Kind.PROJECT,
                "Cannot push or tag " + alias + ": " + whatHappened
                        + ". Build it with mvn package (or mvn slipway:build) first.",
                null);
    }
}
