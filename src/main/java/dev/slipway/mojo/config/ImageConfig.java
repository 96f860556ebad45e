package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code <image>}: one image, as Maven fills it from the POM. */
public class ImageConfig extends LayerConfig {

    private @Nullable String name;
    private @Nullable String alias;
    private @Nullable Boolean skip;

    /** An image of another module, of which only the names count. */
    public static ImageConfig of(SaidNames names) {
        ImageConfig image = new ImageConfig();
        image.name = names.name();
        image.alias = names.alias();
        image.skip = names.skip();
        image.take(names);
        return image;
    }

    /**
     * What the POM and properties say of several images; null where there is no such element.
     *
     * @param place what stands before {@code <images>} in the POM
     */
    public static @Nullable List<Settings.Image> toSettings(
            @Nullable List<ImageConfig> images, String place, Overrides all) {
        return images == null
                ? null
                : IntStream.range(0, images.size())
                        .mapToObj(index -> images.get(index).toSettings(place, all, index + 1))
                        .toList();
    }

    private Settings.Image toSettings(String place, Overrides all, int number) {
        String ownAlias = stripped(alias);
        String ownName = stripped(name);
        String shown = ownAlias != null ? ownAlias : ownName != null ? ownName : String.valueOf(number);
        Overrides own = all.ofImage(ownAlias != null ? ownAlias : lastSegment(shown));
        // slipway.skip itself skips goals, so only the image's own property says anything of the image
        boolean isSkipped = Boolean.TRUE.equals(own.alone().flag("skip", skip));
        Settings.Layer layer = layer(place + "<images><image>[" + shown + "]", own);
        return new Settings.Image(layer.place(), ownName, ownAlias, layer.build(), layer.publish(), isSkipped);
    }

    private static String lastSegment(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
