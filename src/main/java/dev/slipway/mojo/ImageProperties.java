package dev.slipway.mojo;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.PushedImage;
import java.util.List;
import java.util.Properties;

/** The Maven properties that tell later plugins of a build which images there are. */
final class ImageProperties {

    private static final String PREFIX = "slipway.image.";

    private final Properties properties;

    ImageProperties(Properties properties) {
        this.properties = properties;
    }

    void setBuilt(List<BuiltImage> images) {
        for (BuiltImage image : images) {
            properties.setProperty(
                    PREFIX + image.alias() + ".id", image.content().id().value());
            properties.setProperty(
                    PREFIX + image.alias() + ".reference",
                    image.localReferences().get(0).toString());
        }
    }

    void setPushed(List<PushedImage> images) {
        for (PushedImage image : images) {
            properties.setProperty(
                    PREFIX + image.alias() + ".digest", image.digest().value());
            properties.setProperty(PREFIX + image.alias() + ".reference", image.pinnedReference());
        }
    }
}
