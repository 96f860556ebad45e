package dev.slipway.dockerfile;

import org.jspecify.annotations.Nullable;

/** Reads what a {@code FROM} builds on, with its variables replaced. */
final class FromReader {

    private final Dockerfile dockerfile;
    private final Variables variables;

    FromReader(Dockerfile dockerfile, Variables variables) {
        this.dockerfile = dockerfile;
        this.variables = variables;
    }

    /** @throws DockerfileException for a base or platform that is empty or cannot be expanded */
    BaseImage base(Stage stage) {
        Instruction from = stage.from();
        ShellLexer.Expansion base = expand(from, stage.base());
        if (base.text().isEmpty()) {
            throw empty(from, "base image", "Give its variables a value with ARG before the first FROM, or in <args>.");
        }
        return new BaseImage(base.text(), platform(from), !base.hasUnknown(), from);
    }

    private @Nullable String platform(Instruction from) {
        String text = from.flag("platform").orElse("");
        if (text.isEmpty()) {
            return null;
        }
        ShellLexer.Expansion platform = expand(from, text);
        if (platform.text().isEmpty()) {
            throw empty(
                    from,
                    "platform",
                    "Give its variable a value in <args>: the engine's classic builder has no platform arguments.");
        }
        return platform.hasUnknown() ? null : platform.text();
    }

    private ShellLexer.Expansion expand(Instruction from, String text) {
        char escape = dockerfile.directives().escape();
        return dockerfile.expanding(from, () -> ShellLexer.expand(text, escape, variables));
    }

    private DockerfileException empty(Instruction from, String what, String remedy) {
        return dockerfile.failure(from.firstLine(), "the " + what + " is empty", remedy);
    }
}
