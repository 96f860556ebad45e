package dev.slipway.plan;

import java.util.Optional;

/**
 * What is said, beside an image, of how it came to be. An image with attestations is an index, which some services
 * (AWS Lambda, ECR's basic scanning) do not take.
 *
 * @param provenance {@code min} or {@code max}; empty for none
 * @param sbom       the image that makes the list of what is inside, {@code ""} for BuildKit's own; empty for none
 */
public record Attestations(Optional<String> provenance, Optional<String> sbom) {

    /** None at all. */
    public static Attestations none() {
        return new Attestations(Optional.empty(), Optional.empty());
    }

    /** Whether any is wanted. */
    public boolean any() {
        return provenance.isPresent() || sbom.isPresent();
    }
}
