package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an image and an image set can both say. */
abstract class LayerConfig {

    private @Nullable String contextDir;
    private @Nullable String dockerFile;
    private @Nullable String target;
    private @Nullable Map<String, String> args;
    private @Nullable Map<String, String> labels;
    private @Nullable List<String> platforms;
    private @Nullable List<PatchConfig> patches;
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
    private @Nullable Boolean skipUnchanged;
    private @Nullable List<String> rebuildOn;
    private @Nullable List<String> tags;
    private @Nullable String tagSuffix;
    private @Nullable List<RegistryConfig> registries;
    private @Nullable String namespace;
    private @Nullable Boolean skipPush;

    /** Takes over what another module's POM says, which Maven has filled no bean with. */
    final void take(SaidNames names) {
        target = names.target();
        tags = names.tags();
        tagSuffix = names.tagSuffix();
    }

    /**
     * What the POM and properties say here.
     *
     * @param place where the POM has this, for problems
     */
    final Settings.Layer layer(String place, Overrides own) {
        return new Settings.Layer(place, build(own), publish(own));
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
                        new Settings.Rebuild(
                                own.flag("build.skipUnchanged", skipUnchanged), own.list("rebuildOn", rebuildOn)),
                        PatchConfig.toSettings(patches, own),
                        features().toSettings(own)));
    }

    private Features features() {
        Features.Run run = new Features.Run(addHosts, shmSize, ulimits);
        return new Features(run, secrets, ssh, contexts, cacheFrom, cacheTo, attestations);
    }

    private Settings.Publish publish(Overrides own) {
        return new Settings.Publish(
                RegistryConfig.toSettings(registries, own),
                own.text("namespace", namespace),
                own.list("tags", tags),
                own.text("tagSuffix", tagSuffix),
                own.flag("skipPush", skipPush));
    }

    /** A text without blanks around it; null where nothing is left. */
    static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
