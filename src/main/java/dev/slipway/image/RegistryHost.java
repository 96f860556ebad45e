package dev.slipway.image;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A registry's host, with its port where it has one: {@code ghcr.io}, {@code localhost:5000}, {@code [::1]:5000}. Hosts do
 * not tell capital letters from small ones, so {@code GHCR.io} is {@code ghcr.io}.
 *
 * @param value host or host:port, in small letters
 */
public record RegistryHost(String value) {

    private static final int MAX_PORT = 65_535;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern VALID =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");

    /** @throws InvalidValueException if the value is not a host that an image reference can begin with */
    public RegistryHost {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidValueException(
                    "'" + value + "' is not a registry host", "Write host or host:port, without https://.");
        }
        if (hasPort(value) && (port(value) < 1 || port(value) > MAX_PORT)) {
            throw new InvalidValueException(
                    "'" + value + "' is not a registry host: its port is not from 1 to " + MAX_PORT,
                    "Write host or host:port, without https://.");
        }
        if (!hasHostShape(value)) {
            throw new InvalidValueException(
                    "'" + value + "' is not a registry host: it has neither a dot nor a port",
                    "Write the full host, such as ghcr.io or localhost:5000.");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    private static boolean hasPort(String value) {
        return value.indexOf(':') >= 0 && !value.endsWith("]");
    }

    private static int port(String value) {
        return Integer.parseInt(value.substring(value.lastIndexOf(':') + 1));
    }

    /** The registry host that stands in a text. */
    public static RegistryHost parse(String text) {
        return new RegistryHost(text);
    }

    /** Whether the first segment of a reference is a host and not part of the repository, by Docker's rule. */
    public static boolean hasHostShape(String segment) {
        return segment.indexOf('.') >= 0 || segment.indexOf(':') >= 0 || segment.equals("localhost");
    }

    @Override
    public String toString() {
        return value;
    }
}
