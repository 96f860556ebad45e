package dev.slipway.image;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platform of an image: {@code os/architecture[/variant]}.
 *
 * @param os           such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant      such as {@code v7}, or null
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md#platform-variants">OCI image specification, platform variants</a>
 */
public record Platform(
        String os, String architecture, @Nullable String variant) {

    private static final Pattern PART = Pattern.compile("[a-z0-9_.-]+");

    /** The platform that stands in a text; Go's and Linux' names of an architecture are both understood. */
    public static Platform parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw malformed(text);
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                throw malformed(text);
            }
        }
        return new Platform(parts[0], architecture(parts[1]), parts.length == 3 ? parts[2] : null);
    }

    private static InvalidValueException malformed(String text) {
        return new InvalidValueException(
                "'" + text + "' is not a platform", "Write os/architecture[/variant], such as linux/amd64.");
    }

    private static String architecture(String text) {
        return switch (text) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "i386" -> "386";
            default -> text;
        };
    }

    /** Whether an image for this platform is what was wanted; a wanted platform without a variant takes any. */
    public boolean satisfies(Platform wanted) {
        return os.equals(wanted.os)
                && architecture.equals(wanted.architecture)
                && (wanted.variant == null || wanted.variant.equals(variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant == null ? "" : "/" + variant);
    }
}
