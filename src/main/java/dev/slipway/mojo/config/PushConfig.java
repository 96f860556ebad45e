package dev.slipway.mojo.config;

import dev.slipway.plan.RegistrySettings;
import org.jspecify.annotations.Nullable;

/** {@code <push>}: how patient a push is, as Maven fills it from the POM. */
public class PushConfig {

    private @Nullable String retries;
    private @Nullable String timeout;

    /** What the POM and properties say. */
    public RegistrySettings.Push toSettings(Overrides all) {
        Overrides own = all.ofSection("push");
        return new RegistrySettings.Push(own.text("retries", retries), own.text("timeout", timeout));
    }
}
