package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads words of which only a few are known, without regard to capitals. */
final class Keywords {

    private Keywords() {}

    /**
     * The constant that a word means.
     *
     * @param what  what is read, for a problem
     * @param words the words that are known, for a problem
     * @throws InvalidValueException if there is no such constant
     */
    static <E extends Enum<E>> E of(Class<E> type, String text, String what, String words) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidValueException("'" + text + "' is not a known " + what, "Use " + words + "."));
    }
}
