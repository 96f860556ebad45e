package dev.slipway.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build stage: a {@code FROM} and what follows until the next one.
 *
 * @param index        its number, from 0
 * @param name         the name after {@code AS}, as written; null without one. Docker does not tell capitals in it
 * @param from         the {@code FROM} instruction
 * @param base         the image or stage that it begins with, variables as written
 * @param instructions what follows the {@code FROM}
 */
public record Stage(int index, @Nullable String name, Instruction from, String base, List<Instruction> instructions) {

    public Stage {
        instructions = List.copyOf(instructions);
    }

    /** Whether a text names this stage, by Docker's rule that capitals do not matter. */
    public boolean isNamed(String text) {
        return name != null && name.equalsIgnoreCase(text);
    }
}
