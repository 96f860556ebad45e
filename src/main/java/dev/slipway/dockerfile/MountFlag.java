package dev.slipway.dockerfile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the value of {@code RUN --mount}, which is one line of comma-separated values.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#run---mount">Dockerfile reference, RUN --mount</a>
 */
final class MountFlag {

    private static final String COMMA_OUTSIDE_OF_QUOTES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private MountFlag() {}

    /** The stage or image that is mounted; empty where it is the build context, a cache or a secret. */
    static Optional<String> from(String mount) {
        return Optional.ofNullable(fields(mount).get("from")).filter(name -> !name.isEmpty());
    }

    /** The fields that have a value, by their names in small letters; {@code src} is called {@code source}. */
    static Map<String, String> fields(String mount) {
        Map<String, String> fields = new HashMap<>();
        for (String field : mount.split(COMMA_OUTSIDE_OF_QUOTES, -1)) {
            String unquoted = field.replace("\"", "");
            int equals = unquoted.indexOf('=');
            if (equals > 0) {
                String name = unquoted.substring(0, equals).toLowerCase(Locale.ROOT);
                fields.put(name.equals("src") ? "source" : name, unquoted.substring(equals + 1));
            }
        }
        return fields;
    }
}
