package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <secret>}: one build secret, as Maven fills it from the POM. */
public class SecretConfig {

    private @Nullable String id;
    private @Nullable String env;
    private @Nullable String file;
    private @Nullable String server;

    /** What the POM says of several secrets; null if it says nothing. */
    public static @Nullable List<Settings.Secret> toSettings(@Nullable List<SecretConfig> secrets) {
        return secrets == null || secrets.isEmpty()
                ? null
                : secrets.stream().map(SecretConfig::toSettings).toList();
    }

    private Settings.Secret toSettings() {
        return new Settings.Secret(said(id), said(env), said(file), said(server));
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
