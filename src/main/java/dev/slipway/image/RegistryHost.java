package dev.slipway.image;

import java.util.regex.Pattern;

/**
 * A registry's host, with its port where it has one: {@code ghcr.io}, {@code localhost:5000}, {@code [::1]:5000}.
 *
 * @param value host or host:port
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
        if (port(value) > MAX_PORT) {
            throw new InvalidValueException(
                    "'" + value + "' is not a registry host: its port is above " + MAX_PORT,
                    "Write host or host:port, without https://.");
        }
        if (!hasHostShape(value)) {
            throw new InvalidValueException(
                    "'" + value + "' is not a registry host: it has neither a dot nor a port",
                    "Write the full host, such as ghcr.io or localhost:5000.");
        }
    }

    private static int port(String value) {
        String port = value.endsWith("]") ? "" : value.substring(value.lastIndexOf(':') + 1);
        return value.indexOf(':') >= 0 && !port.isEmpty() ? Integer.parseInt(port) : 0;
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
