package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code <imageSet>}: images with defaults of their own, as Maven fills it from the POM. */
public class ImageSetConfig extends LayerConfig {

    private @Nullable String name;
    private @Nullable List<String> targets;
    private @Nullable List<ImageConfig> images;
    private @Nullable Boolean skip;

    /** A set of another module, of which only the names count. */
    public static ImageSetConfig of(
            SaidNames names, @Nullable List<String> targets, @Nullable List<ImageConfig> images) {
        ImageSetConfig set = new ImageSetConfig();
        set.name = names.name();
        set.skip = names.skip();
        set.targets = targets;
        set.images = images;
        set.take(names);
        return set;
    }

    /** What the POM and properties say of several sets; null where there is no such element. */
    public static @Nullable List<Settings.ImageSet> toSettings(@Nullable List<ImageSetConfig> sets, Overrides all) {
        return sets == null
                ? null
                : IntStream.range(0, sets.size())
                        .boxed()
                        .flatMap(index -> sets.get(index).toSettings(all, index + 1))
                        .toList();
    }

    private Stream<Settings.ImageSet> toSettings(Overrides all, int number) {
        String ownName = stripped(name);
        String shown = Objects.requireNonNullElse(ownName, String.valueOf(number));
        Overrides own = all.ofSet(shown);
        if (Boolean.TRUE.equals(own.alone().flag("skip", skip))) {
            return Stream.empty();
        }
        String place = "<imageSets><imageSet>[" + shown + "]";
        return Stream.of(new Settings.ImageSet(
                ownName,
                layer(place, own),
                own.alone().list("targets", targets),
                ImageConfig.toSettings(images, place, all)));
    }
}
