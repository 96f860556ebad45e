package dev.slipway.mojo;

import dev.slipway.mojo.config.ImageConfig;
import dev.slipway.mojo.config.ImageSetConfig;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.mojo.config.SaidNames;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The part of another module's configuration that says how images are called.
 *
 * @param root      the element {@code configuration}
 * @param overrides properties of that module
 */
record NamesInPom(Xpp3Dom root, Overrides overrides) {

    /** Settings that say what images are called, and nothing else. */
    Settings settings() {
        return new Settings(
                new Settings.Engine(null, null, null),
                RegistrySettings.none(),
                new Settings.Layer("", build(), publish()),
                new Settings.Images(
                        ImageConfig.toSettings(images(root), "", overrides),
                        ImageSetConfig.toSettings(sets(), overrides)),
                Settings.Policies.none(),
                false,
                List.of());
    }

    /** A Dockerfile or a folder that is named makes an image where there is no list of images. */
    private Settings.Build build() {
        Settings.Build nothing = Settings.Build.ofTarget(overrides.text("target", text(root, "target")));
        return new Settings.Build(
                overrides.text("contextDir", text(root, "contextDir")),
                overrides.text("dockerFile", text(root, "dockerFile")),
                nothing.target(),
                Map.of(),
                Map.of(),
                null,
                nothing.options());
    }

    private Settings.Publish publish() {
        return new Settings.Publish(
                null,
                null,
                overrides.list("tags", list(root, "tags")),
                overrides.text("tagSuffix", text(root, "tagSuffix")),
                null);
    }

    private @Nullable List<ImageSetConfig> sets() {
        Xpp3Dom sets = root.getChild("imageSets");
        return sets == null
                ? null
                : Stream.of(sets.getChildren())
                        .map(set -> ImageSetConfig.of(names(set), list(set, "targets"), images(set)))
                        .toList();
    }

    private static @Nullable List<ImageConfig> images(Xpp3Dom parent) {
        Xpp3Dom images = parent.getChild("images");
        return images == null
                ? null
                : Stream.of(images.getChildren())
                        .map(image -> ImageConfig.of(names(image)))
                        .toList();
    }

    private static SaidNames names(Xpp3Dom element) {
        String skip = text(element, "skip");
        return new SaidNames(
                text(element, "name"),
                text(element, "alias"),
                text(element, "target"),
                list(element, "tags"),
                text(element, "tagSuffix"),
                skip == null ? null : (Boolean) Boolean.parseBoolean(skip));
    }

    private static @Nullable String text(Xpp3Dom parent, String name) {
        Xpp3Dom child = parent.getChild(name);
        return child == null ? null : child.getValue();
    }

    private static @Nullable List<String> list(Xpp3Dom parent, String name) {
        Xpp3Dom child = parent.getChild(name);
        return child == null
                ? null
                : Stream.of(child.getChildren())
                        .map(Xpp3Dom::getValue)
                        .flatMap(Stream::ofNullable)
                        .toList();
    }
}
