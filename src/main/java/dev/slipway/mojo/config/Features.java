package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the POM says of features that not every engine has, for one image or for all.
 *
 * @param run          for commands
 * @param secrets      for commands that ask for them
 * @param ssh          agents
 * @param contexts     by name
 * @param cacheFrom    where results of steps come from
 * @param cacheTo      where they go to
 * @param attestations what is said of how the image came to be
 */
public record Features(
        Run run,
        @Nullable List<SecretConfig> secrets,
        @Nullable List<String> ssh,
        @Nullable Map<String, String> contexts,
        @Nullable List<String> cacheFrom,
        @Nullable List<String> cacheTo,
        @Nullable AttestationsConfig attestations) {

    /**
     * What commands find around them.
     *
     * @param addHosts further hosts
     * @param shmSize  of {@code /dev/shm}
     * @param ulimits  limits of resources
     */
    public record Run(
            @Nullable List<String> addHosts,
            @Nullable String shmSize,
            @Nullable List<String> ulimits) {}

    /** What the POM and properties say. */
    public Settings.Features toSettings(Overrides overrides) {
        AttestationsConfig attested = Objects.requireNonNullElseGet(attestations, AttestationsConfig::new);
        return new Settings.Features(
                overrides.list("addHosts", run.addHosts()),
                overrides.text("shmSize", run.shmSize()),
                overrides.list("ulimits", run.ulimits()),
                new Settings.Inputs(
                        SecretConfig.toSettings(secrets),
                        overrides.list("ssh", ssh),
                        overrides.map("contexts", contexts)),
                overrides.list("cacheFrom", cacheFrom),
                overrides.list("cacheTo", cacheTo),
                new Settings.Attestations(
                        overrides.text("attestations.provenance", attested.provenance()),
                        overrides.text("attestations.sbom", attested.sbom())));
    }
}
