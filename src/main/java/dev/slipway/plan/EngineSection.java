package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads {@code <engine>}, {@code <buildkitHost>} and {@code <parallelism>}. */
record EngineSection(Settings.Engine engine, Problems problems) {

    EngineSettings read() {
        EngineChoice choice =
                problems.value("<engine>", () -> engine(engine.choice())).orElse(EngineChoice.AUTO);
        OptionalInt parallelism = problems.value("<parallelism>", () -> parallelism(engine.parallelism()))
                .orElse(OptionalInt.empty());
        return new EngineSettings(choice, Optional.ofNullable(engine.buildkitHost()), parallelism);
    }

    private static OptionalInt parallelism(@Nullable String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new InvalidValueException(
                    "'" + text + "' is not a number of images", "Write a whole number from 1 on, such as 4.");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static EngineChoice engine(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "auto").toLowerCase(Locale.ROOT)) {
            case "auto" -> EngineChoice.AUTO;
            case "docker" -> EngineChoice.DOCKER;
            case "buildkit" -> EngineChoice.BUILDKIT;
            case "embedded" ->
                throw new InvalidValueException(
                        "the engine '" + text + "' is not in this version", "Use auto, buildkit or docker.");
            default ->
                throw new InvalidValueException("'" + text + "' is not an engine", "Use auto, buildkit or docker.");
        };
    }
}
