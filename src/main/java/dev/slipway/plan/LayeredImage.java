package dev.slipway.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the POM says of an image, together with what it inherits.
 *
 * @param image    what is said of the image itself
 * @param set      the set that it belongs to; empty for none
 * @param defaults what is said for several images, the nearest first
 */
record LayeredImage(Settings.Image image, Optional<String> set, List<Settings.Layer> defaults) {

    LayeredImage {
        defaults = List.copyOf(defaults);
    }

    private Stream<Settings.Layer> layers() {
        return Stream.concat(
                Stream.of(new Settings.Layer(image.place(), image.build(), image.publish())), defaults.stream());
    }

    /** How it is built: what is said nearest to the image wins, maps are merged. */
    Settings.Build build() {
        return layers().map(Settings.Layer::build)
                .reduce(Settings.Build::orElse)
                .orElseThrow();
    }

    /** How it is published: what is said nearest to the image wins. */
    Settings.Publish publish() {
        return layers().map(Settings.Layer::publish)
                .reduce(Settings.Publish::orElse)
                .orElseThrow();
    }

    /** Where the POM has this image. */
    String place() {
        return image.place();
    }

    /**
     * Where the POM says something that this image may have inherited, for problems.
     *
     * @param element the POM element, such as {@code <tags>}
     * @param said    what a layer says there
     */
    String placeOf(String element, Function<Settings.Layer, @Nullable Object> said) {
        return layers().filter(layer -> said.apply(layer) != null)
                        .findFirst()
                        .map(Settings.Layer::place)
                        .orElse(image.place())
                + element;
    }
}
