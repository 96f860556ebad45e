package dev.slipway.image;

import java.util.regex.Pattern;

/**
 * The path of a repository inside a registry, such as {@code fleet/agent}, without host and tag.
 *
 * @param value lower-case path components, separated by slashes
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests">OCI distribution specification, pulling manifests</a>
 */
public record RepositoryName(String value) {

    private static final int MAX_LENGTH = 255;
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern VALID = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");

    /** @throws InvalidValueException if no registry would take the value */
    public RepositoryName {
        if (value.length() > MAX_LENGTH || !VALID.matcher(value).matches()) {
            throw new InvalidValueException(
                    "'" + value + "' is not a name that a registry takes",
                    "Use lower-case letters and digits, separated by '.', '_', '-' or '/', at most " + MAX_LENGTH
                            + " characters.");
        }
    }

    /** The repository name that stands in a text. */
    public static RepositoryName parse(String text) {
        return new RepositoryName(text);
    }

    /** This repository below a namespace; an empty namespace changes nothing. */
    public RepositoryName inNamespace(String namespace) {
        return namespace.isEmpty() ? this : new RepositoryName(namespace + "/" + value);
    }

    /** The part behind the last slash. */
    public String lastSegment() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
