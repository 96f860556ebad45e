package dev.slipway.docker;

import dev.slipway.registry.Credential;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about a refused push. A daemon hands the registry's error on as text; its first words are the error code
 * of the distribution specification.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes">OCI distribution specification, error codes</a>
 */
final class PushRemedies {

    private final Optional<Credential> credential;

    /** @param credential what was shown to the registry */
    PushRemedies(Optional<Credential> credential) {
        this.credential = credential;
    }

    String remedyFor(String refusal) {
        String words = refusal.toLowerCase(Locale.ROOT);
        if (words.contains("authorization token has expired")) {
            return "Push again; if the login comes from docker login, log in anew first.";
        }
        return byCode().entrySet().stream()
                .filter(entry -> words.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Look at the registry's state and try again.");
    }

    private Map<String, String> byCode() {
        Map<String, String> remedies = new LinkedHashMap<>();
        remedies.put("name unknown", "Create the repository, or let <createRepositories> do it on ECR.");
        remedies.put("tag invalid", "Use another version, or make the repository's tags mutable.");
        remedies.put("unauthorized", login());
        remedies.put("no basic auth", login());
        remedies.put(
                "denied",
                credential.isEmpty()
                        ? login()
                        : "Check that the login from " + source() + " may push to this repository.");
        remedies.put("toomanyrequests", "Wait a while and push again.");
        return remedies;
    }

    private String login() {
        return credential.isPresent()
                ? "Check user name and password of " + source() + "."
                : "Log in with docker login, or add the registry as a <server> to settings.xml.";
    }

    private String source() {
        return credential.map(Credential::source).orElse("");
    }
}
