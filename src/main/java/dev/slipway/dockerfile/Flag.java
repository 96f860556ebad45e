package dev.slipway.dockerfile;

import org.jspecify.annotations.Nullable;

/**
 * A flag of an instruction, such as {@code --from=build}.
 *
 * @param name  the name without the dashes, as written
 * @param value what stands behind the equals sign, without quotes; null where there is none, as in {@code --link}
 */
public record Flag(String name, @Nullable String value) {

    static Flag parse(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new Flag(word.substring(2), null)
                : new Flag(word.substring(2, equals), word.substring(equals + 1));
    }
}
