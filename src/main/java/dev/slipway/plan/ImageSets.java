package dev.slipway.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lays out {@code <images>} and {@code <imageSets>} as one list, an image of a set once for each of its targets. */
final class ImageSets {

    private final Settings settings;
    private final Problems problems;

    ImageSets(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Whether the POM says anything of images. */
    boolean areSaid() {
        return settings.images().single() != null || settings.images().sets() != null;
    }

    /** All images, those of {@code <images>} first. */
    List<LayeredImage> images() {
        List<LayeredImage> images = new ArrayList<>();
        orEmpty(settings.images().single())
                .forEach(image -> images.add(new LayeredImage(image, Optional.empty(), List.of(settings.shared()))));
        orEmpty(settings.images().sets()).forEach(set -> images.addAll(imagesOf(set)));
        return images.stream().filter(image -> !image.image().skip()).toList();
    }

    private List<LayeredImage> imagesOf(Settings.ImageSet set) {
        String name = set.name();
        if (name == null) {
            problems.add(
                    set.shared().place() + "<name>",
                    "the image set has no name",
                    "Add <name>, such as <name>fleet</name>.");
            return List.of();
        }
        List<LayeredImage> images = new ArrayList<>();
        for (Settings.Image image : Objects.requireNonNullElseGet(set.images(), () -> List.of(calledLike(set, name)))) {
            LayeredImage layered = new LayeredImage(image, Optional.of(name), List.of(set.shared(), settings.shared()));
            images.addAll(set.targets() == null ? List.of(layered) : byTarget(layered, set.targets()));
        }
        return images;
    }

    private static Settings.Image calledLike(Settings.ImageSet set, String name) {
        return new Settings.Image(
                set.shared().place(),
                name,
                null,
                set.shared().build(),
                set.shared().publish(),
                false);
    }

    private List<LayeredImage> byTarget(LayeredImage image, List<String> targets) {
        if (image.image().build().target() != null
                && image.defaults().get(0).build().target() == null) {
            problems.add(
                    image.place() + "<target>",
                    "the image has a target, and its set has <targets>",
                    "Leave one of them out: <targets> builds every image of the set once for each target.");
        }
        return targets.stream().map(target -> ofTarget(image, target)).toList();
    }

    private static LayeredImage ofTarget(LayeredImage layered, String target) {
        Settings.Image image = layered.image();
        Settings.Build build = image.build();
        Settings.Publish publish = image.publish();
        String suffix = Objects.requireNonNullElse(layered.publish().tagSuffix(), "") + "-" + target;
        Settings.Image made = new Settings.Image(
                image.place(),
                image.name(),
                alias(image, target),
                new Settings.Build(
                        build.contextDir(),
                        build.dockerFile(),
                        target,
                        build.args(),
                        build.labels(),
                        build.platforms(),
                        build.options()),
                new Settings.Publish(
                        publish.registries(), publish.namespace(), publish.tags(), suffix, publish.skipPush()),
                image.skip());
        return new LayeredImage(made, layered.set(), layered.defaults());
    }

    private static @Nullable String alias(Settings.Image image, String target) {
        String name = image.name();
        if (image.alias() != null) {
            return image.alias() + "-" + target;
        }
        return name == null ? null : name.substring(name.lastIndexOf('/') + 1) + "-" + target;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
