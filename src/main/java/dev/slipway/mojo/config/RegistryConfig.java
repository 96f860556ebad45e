package dev.slipway.mojo.config;

import dev.slipway.plan.RegistrySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code <registry>}: one registry that images go to, as Maven fills it from the POM. An element without anything in it
 * says nothing, as everywhere else.
 */
public class RegistryConfig {

    private static final RegistrySettings.Registry NOTHING = new RegistryConfig().toSettings();

    private @Nullable String name;
    private @Nullable Boolean optional;
    private @Nullable Boolean insecure;
    private @Nullable String profile;
    private @Nullable String roleArn;
    private @Nullable String externalId;
    private @Nullable String roleSessionName;

    /** Takes the short form, {@code <registry>ghcr.io/acme</registry>}; Maven calls it for an element with text. */
    public void set(String text) {
        name = text;
    }

    /** What the POM and properties say of the registries; null if they say nothing. */
    public static @Nullable List<RegistrySettings.Registry> toSettings(
            @Nullable List<RegistryConfig> registries, Overrides overrides) {
        List<RegistrySettings.Registry> configured = registries == null
                ? List.of()
                : registries.stream()
                        .map(RegistryConfig::toSettings)
                        .filter(registry -> !registry.equals(NOTHING))
                        .toList();
        return overrides.list("registries", configured, RegistrySettings.Registry::named);
    }

    private RegistrySettings.Registry toSettings() {
        return new RegistrySettings.Registry(
                LayerConfig.stripped(name),
                optional,
                insecure,
                new RegistrySettings.Access(
                        LayerConfig.stripped(profile),
                        LayerConfig.stripped(roleArn),
                        LayerConfig.stripped(externalId),
                        LayerConfig.stripped(roleSessionName)));
    }
}
