package dev.slipway.testing;

import dev.slipway.plan.RegistrySettings;
import dev.slipway.plan.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a POM says of one image, or of all; nothing at first. */
public final class ImageSettings {

    private Settings.Features features = Settings.Features.none();
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, List<String>> lists = new TreeMap<>();
    private final Map<String, Boolean> flags = new TreeMap<>();
    private final Map<String, String> args = new TreeMap<>();
    private final Map<String, String> labels = new TreeMap<>();

    private final List<Settings.Patch> patches = new ArrayList<>();
    private final List<RegistrySettings.Registry> registries = new ArrayList<>();

    ImageSettings() {}

    /** Sets a text, a list ({@code tags}, {@code registries}, {@code platforms}) or a switch by its element's name. */
    public ImageSettings with(String element, String... values) {
        if (List.of("tags", "registries", "platforms", "rebuildOn").contains(element)) {
            lists.put(element, List.of(values));
        } else if (List.of("noCache", "skip", "skipPush", "skipUnchanged").contains(element)) {
            flags.put(element, Boolean.valueOf(values[0]));
        } else {
            texts.put(element, values[0]);
        }
        return this;
    }

    /** Adds a directory of patches of which nothing else is said. */
    public ImageSettings patches(String directory) {
        return patches(Settings.Patch.in(directory));
    }

    /** Adds a directory of patches. */
    public ImageSettings patches(Settings.Patch patch) {
        patches.add(patch);
        return this;
    }

    /** Adds a registry in its long form, behind those of {@code with("registries", …)}. */
    public ImageSettings registry(RegistrySettings.Registry registry) {
        registries.add(registry);
        return this;
    }

    public ImageSettings arg(String key, String value) {
        args.put(key, value);
        return this;
    }

    public ImageSettings label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    Settings.Image image(String place) {
        return new Settings.Image(
                place,
                texts.get("name"),
                texts.get("alias"),
                build(),
                publish(),
                Boolean.TRUE.equals(flags.get("skip")));
    }

    /** Sets what not every engine can do. */
    public ImageSettings features(Settings.Features all) {
        features = all;
        return this;
    }

    Settings.Build build() {
        return new Settings.Build(
                texts.get("contextDir"),
                texts.get("dockerFile"),
                texts.get("target"),
                Map.copyOf(args),
                Map.copyOf(labels),
                lists.get("platforms"),
                new Settings.Options(
                        flags.get("noCache"),
                        texts.get("network"),
                        texts.get("pullPolicy"),
                        texts.get("timeout"),
                        new Settings.Rebuild(flags.get("skipUnchanged"), lists.get("rebuildOn")),
                        patches.isEmpty() ? null : List.copyOf(patches),
                        features));
    }

    Settings.Publish publish() {
        return new Settings.Publish(
                registries(), texts.get("namespace"), lists.get("tags"), texts.get("tagSuffix"), flags.get("skipPush"));
    }

    private @Nullable List<RegistrySettings.Registry> registries() {
        List<RegistrySettings.Registry> all = Stream.concat(
                        lists.getOrDefault("registries", List.of()).stream().map(RegistrySettings.Registry::named),
                        registries.stream())
                .toList();
        return all.isEmpty() ? null : all;
    }

    String shown() {
        return texts.getOrDefault("alias", texts.getOrDefault("name", "1"));
    }
}
