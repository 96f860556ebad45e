package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code <patch>}: one directory of patches, as Maven fills it from the POM. Numbers are texts here, so that a wrong one
 * is said together with everything else.
 */
public class PatchConfig {

    private @Nullable String directory;
    private @Nullable String into;
    private @Nullable String imagePath;
    private @Nullable String strip;
    private @Nullable String fuzz;
    private @Nullable Boolean ignoreWhitespace;
    private @Nullable String onApplied;

    /** Takes the short form, {@code <patch>patches/openclaw-matrix</patch>}; Maven calls it for an element with text. */
    public void set(String text) {
        directory = text;
    }

    /** What the POM and properties say of the directories of patches; null if they say nothing. */
    public static @Nullable List<Settings.Patch> toSettings(@Nullable List<PatchConfig> patches, Overrides overrides) {
        List<Settings.Patch> configured = patches == null
                ? List.of()
                : patches.stream().map(PatchConfig::toSettings).toList();
        return overrides.list("patches", configured, Settings.Patch::in);
    }

    private Settings.Patch toSettings() {
        return new Settings.Patch(
                LayerConfig.stripped(directory),
                LayerConfig.stripped(into),
                LayerConfig.stripped(imagePath),
                LayerConfig.stripped(strip),
                LayerConfig.stripped(fuzz),
                ignoreWhitespace,
                LayerConfig.stripped(onApplied));
    }
}
