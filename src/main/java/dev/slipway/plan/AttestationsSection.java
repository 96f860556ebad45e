package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code <attestations>}. */
record AttestationsSection(Problems problems) {

    Attestations read(LayeredImage image) {
        Settings.Attestations wanted = image.build().options().features().attestations();
        String place = image.placeOf(
                "<attestations><provenance>",
                layer -> layer.build().options().features().attestations().provenance());
        return new Attestations(
                problems.value(place, () -> provenance(wanted.provenance())).orElse(Optional.empty()),
                sbom(wanted.sbom()));
    }

    private static Optional<String> provenance(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return Optional.empty();
        }
        return switch (text) {
            case "true", "min" -> Optional.of("min");
            case "max" -> Optional.of("max");
            default ->
                throw new InvalidValueException(
                        "'" + text + "' is not a kind of provenance", "Use min, max, true or false.");
        };
    }

    private static Optional<String> sbom(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return Optional.empty();
        }
        return Optional.of(text.equals("true") ? "" : text);
    }
}
