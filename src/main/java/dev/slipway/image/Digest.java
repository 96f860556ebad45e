package dev.slipway.image;

import java.util.regex.Pattern;

/**
 * A content digest.
 *
 * @param value algorithm and hexadecimal hash, {@code sha256:…}
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests">OCI image specification, digests</a>
 */
public record Digest(String value) {

    private static final Pattern VALID = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
    private static final int SHORT_HASH = 12;

    /** @throws InvalidValueException if the value is not a digest */
    public Digest {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidValueException(
                    "'" + value + "' is not a digest", "A digest is sha256: and 64 hexadecimal digits.");
        }
    }

    /** The digest that stands in a text. */
    public static Digest parse(String text) {
        return new Digest(text);
    }

    /** The first twelve digits of the hash, as people write it. */
    public String shortHash() {
        int start = value.indexOf(':') + 1;
        return value.substring(start, start + SHORT_HASH);
    }

    @Override
    public String toString() {
        return value;
    }
}
