package dev.slipway.oci.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be logged in to.
 *
 * @param scheme     {@code basic} or {@code bearer}
 * @param parameters such as {@code realm}, by their names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.www-authenticate">RFC 9110, WWW-Authenticate</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final Pattern HEADER = Pattern.compile("\\s*([A-Za-z0-9-]+)\\s*(.*)");
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

    /** The first challenge of some that we know. */
    static Optional<Challenge> firstOf(List<String> headers) {
        return headers.stream()
                .map(Challenge::parse)
                .filter(challenge -> challenge.isBearer() || challenge.isBasic())
                .findFirst();
    }

    private static Challenge parse(String header) {
        Matcher head = HEADER.matcher(header);
        if (!head.matches()) {
            return new Challenge("", Map.of());
        }
        Map<String, String> parameters = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(head.group(2));
        while (parameter.find()) {
            String quoted = parameter.group(2);
            parameters.put(
                    parameter.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return new Challenge(head.group(1).toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }

    boolean isBearer() {
        return scheme.equals("bearer");
    }

    boolean isBasic() {
        return scheme.equals("basic");
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
