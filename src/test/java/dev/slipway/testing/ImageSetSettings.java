package dev.slipway.testing;

import dev.slipway.plan.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a POM says of an image set. */
public final class ImageSetSettings {

    private final String place;
    private final @Nullable String name;
    private final ImageSettings shared = new ImageSettings();
    private final List<ImageSettings> images = new ArrayList<>();
    private @Nullable List<String> targets;

    ImageSetSettings(String name) {
        this.name = name.isEmpty() ? null : name;
        this.place = "<imageSets><imageSet>[" + name + "]";
    }

    /** What is said for all images of the set. */
    public ImageSettings shared() {
        return shared;
    }

    /** Another image of the set. */
    public ImageSettings image(String imageName) {
        ImageSettings image = new ImageSettings().with("name", imageName);
        images.add(image);
        return image;
    }

    public ImageSetSettings targets(String... stages) {
        targets = List.of(stages);
        return this;
    }

    Settings.ImageSet set() {
        return new Settings.ImageSet(
                name,
                new Settings.Layer(place, shared.build(), shared.publish()),
                targets,
                images.isEmpty()
                        ? null
                        : images.stream()
                                .map(image -> image.image(place + "<images><image>[" + image.shown() + "]"))
                                .toList());
    }
}
