package dev.slipway.dockerfile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instruction of a Dockerfile.
 *
 * @param firstLine the line where it begins, counted from 1
 * @param lastLine  the line where it ends, here-documents included
 * @param keyword   such as {@code FROM}, in capitals whatever the file has
 * @param flags     the flags before the arguments, in order
 * @param arguments what follows, with continued lines joined and comments between them left out; variables stay as written
 * @param heredocs  the here-documents, in order
 * @param trigger   what an {@code ONBUILD} holds; null for everything else
 */
public record Instruction(
        int firstLine,
        int lastLine,
        String keyword,
        List<Flag> flags,
        String arguments,
        List<Heredoc> heredocs,
        @Nullable Instruction trigger) {

    public Instruction {
        flags = List.copyOf(flags);
        heredocs = List.copyOf(heredocs);
    }

    /** Whether this is such an instruction; the keyword is given in capitals. */
    public boolean is(String expectedKeyword) {
        return keyword.equals(expectedKeyword);
    }

    /** The value of the first flag of a name; empty without such a flag or without a value. */
    public Optional<String> flag(String name) {
        return flagValues(name).stream().findFirst();
    }

    /** The values of all flags of a name, in order. */
    public List<String> flagValues(String name) {
        return flags.stream()
                .filter(flag -> flag.name().equals(name))
                .map(Flag::value)
                .filter(Objects::nonNull)
                .toList();
    }
}
