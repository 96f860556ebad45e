package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code <image>}: one image, as Maven fills it from the POM. */
public class ImageConfig {

    private @Nullable String name;
    private @Nullable String alias;
    private @Nullable String contextDir;
    private @Nullable String dockerFile;
    private @Nullable String target;
    private @Nullable Map<String, String> args;
    private @Nullable Map<String, String> labels;
    private @Nullable List<String> platforms;
    private @Nullable Boolean noCache;
    private @Nullable String network;
    private @Nullable List<String> addHosts;
    private @Nullable String shmSize;
    private @Nullable List<String> ulimits;
    private @Nullable List<SecretConfig> secrets;
    private @Nullable List<String> ssh;
    private @Nullable Map<String, String> contexts;
    private @Nullable List<String> cacheFrom;
    private @Nullable List<String> cacheTo;
    private @Nullable AttestationsConfig attestations;
    private @Nullable String pullPolicy;
    private @Nullable String timeout;
    private @Nullable List<String> tags;
    private @Nullable String tagSuffix;
    private @Nullable List<String> registries;
    private @Nullable String namespace;
    private @Nullable Boolean skip;
    private @Nullable Boolean skipPush;

    /** What the POM and properties say of several images. */
    public static List<Settings.Image> toSettings(List<ImageConfig> images, Overrides all) {
        return IntStream.range(0, images.size())
                .mapToObj(index -> images.get(index).toSettings(all, index + 1))
                .toList();
    }

    private Settings.Image toSettings(Overrides all, int number) {
        String ownAlias = stripped(alias);
        String ownName = stripped(name);
        String shown = ownAlias != null ? ownAlias : ownName != null ? ownName : String.valueOf(number);
        Overrides own = all.ofImage(ownAlias != null ? ownAlias : lastSegment(shown));
        // slipway.skip itself skips goals, so only the image's own property says anything of the image
        boolean isSkipped = Boolean.TRUE.equals(own.alone().flag("skip", skip));
        return new Settings.Image(
                "<images><image>[" + shown + "]", ownName, ownAlias, build(own), publish(own), isSkipped);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String lastSegment(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private Settings.Build build(Overrides own) {
        return new Settings.Build(
                own.text("contextDir", contextDir),
                own.text("dockerFile", dockerFile),
                own.text("target", target),
                own.map("args", args),
                own.map("labels", labels),
                own.list("platforms", platforms),
                new Settings.Options(
                        own.flag("noCache", noCache),
                        own.text("network", network),
                        own.text("pullPolicy", pullPolicy),
                        own.text("timeout", timeout),
                        features().toSettings(own)));
    }

    private Features features() {
        Features.Run run = new Features.Run(addHosts, shmSize, ulimits);
        return new Features(run, secrets, ssh, contexts, cacheFrom, cacheTo, attestations);
    }

    private Settings.Publish publish(Overrides own) {
        return new Settings.Publish(
                own.list("registries", registries),
                own.text("namespace", namespace),
                own.list("tags", tags),
                own.text("tagSuffix", tagSuffix),
                own.flag("skipPush", skipPush),
                null);
    }
}
