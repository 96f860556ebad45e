package dev.slipway.mojo.config;

import org.jspecify.annotations.Nullable;

/** {@code <attestations>}: what is said of how an image came to be, as Maven fills it from the POM. */
public class AttestationsConfig {

    private @Nullable String provenance;
    private @Nullable String sbom;

    @Nullable String provenance() {
        return provenance;
    }

    @Nullable String sbom() {
        return sbom;
    }
}
