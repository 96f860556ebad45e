package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <policies>}: what must hold for every image, as Maven fills it from the POM. */
public class PoliciesConfig {

    private @Nullable Boolean forbidLatest;
    private @Nullable List<String> trustedRegistries;
    private @Nullable Boolean requireVersionTag;
    private @Nullable Boolean requireCleanWorkTree;

    /** What the POM and properties say. */
    public Settings.Policies toSettings(Overrides all) {
        Overrides own = all.ofSection("policies");
        return new Settings.Policies(
                own.flag("forbidLatest", forbidLatest),
                own.list("trustedRegistries", trustedRegistries),
                own.flag("requireVersionTag", requireVersionTag),
                own.flag("requireCleanWorkTree", requireCleanWorkTree));
    }
}
