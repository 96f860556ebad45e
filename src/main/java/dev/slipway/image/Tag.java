package dev.slipway.image;

import java.util.regex.Pattern;

/**
 * A tag of an image reference.
 *
 * @param value 1 to 128 characters
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests">OCI distribution specification, pulling manifests</a>
 */
public record Tag(String value) implements Comparable<Tag> {

    /** The longest tag that a registry takes, in characters. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** @throws InvalidValueException if no registry would take the value */
    public Tag {
        if (value.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "the tag '" + value + "' has " + value.length() + " characters, a registry takes at most "
                            + MAX_LENGTH,
                    "Shorten it.");
        }
        if (!VALID.matcher(value).matches()) {
            throw new InvalidValueException(
                    "the tag '" + value + "' is not one that a registry takes",
                    "Use letters, digits, '_', '.' and '-', and begin with a letter, a digit or '_'.");
        }
    }

    /** The tag that stands in a text. */
    public static Tag parse(String text) {
        return new Tag(text);
    }

    @Override
    public int compareTo(Tag other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
