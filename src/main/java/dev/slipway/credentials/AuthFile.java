package dev.slipway.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.endpoint.JsonFile;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Keychain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file in the format that docker and podman share: {@code credHelpers} for single registries, {@code credsStore}
 * for all others, and {@code auths}. It is read once, when it is first needed.
 *
 * <p>A {@code registrytoken} is not read: no login command writes it.
 */
final class AuthFile implements Keychain {

    private final Path file;
    private final String loginCommand;
    private final Surroundings surroundings;
    private final Duration timeout;
    private @Nullable JsonNode content;

    /**
     * @param loginCommand the command that writes this file, for messages: {@code docker login}
     * @param timeout      after which a credential helper is given up
     */
    AuthFile(Path file, String loginCommand, Surroundings surroundings, Duration timeout) {
        this.file = file;
        this.loginCommand = loginCommand;
        this.surroundings = surroundings;
        this.timeout = timeout;
    }

    @Override
    public Optional<Credential> find(RegistryHost host, String namespace) {
        RegistryKey wanted = RegistryKey.of(host, namespace);
        JsonNode settings = content(host);
        return fromHelper(settings, wanted, host).or(() -> fromAuths(settings, wanted, host));
    }

    private synchronized JsonNode content(RegistryHost host) {
        if (content == null) {
            content = new JsonFile(file, shown())
                    .read(clause -> failure(
                            host, clause, "Correct the file, or move it away and run '" + login(host) + "' again."))
                    .orElseGet(JsonNodeFactory.instance::objectNode);
        }
        return content;
    }

    private Optional<Credential> fromHelper(JsonNode settings, RegistryKey wanted, RegistryHost host) {
        String name = matching(object(settings, "credHelpers", host), wanted).stream()
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> settings.path("credsStore"))
                .asText("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        HelperProgram helper = new HelperProgram(name, shown(), surroundings, timeout);
        return wanted.serverUrls().stream()
                .map(url -> helper.get(url, host))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Credential> fromAuths(JsonNode settings, RegistryKey wanted, RegistryHost host) {
        return matching(object(settings, "auths", host), wanted).stream()
                .map(entry -> credential(entry, host))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Credential> credential(Map.Entry<String, JsonNode> entry, RegistryHost host) {
        try {
            return new AuthEntry(entry.getValue(), shown()).credential();
        } catch (IllegalArgumentException e) {
            throw failure(
                    host,
                    "'auth' of '" + entry.getKey() + "' in " + shown() + " is not base64 of user:password",
                    "Run '" + login(host) + "' again.");
        }
    }

    /** The entries that hold for what is wanted, best first: longest namespace, then docker's own spelling. */
    private static List<Map.Entry<String, JsonNode>> matching(JsonNode entries, RegistryKey wanted) {
        return entries.properties().stream()
                .filter(entry -> RegistryKey.parse(entry.getKey()).covers(wanted))
                .sorted(Comparator.comparingInt((Map.Entry<String, JsonNode> entry) ->
                                -RegistryKey.parse(entry.getKey()).namespace().length())
                        .thenComparing(entry -> !entry.getKey().equals(wanted.spelling())))
                .toList();
    }

    private JsonNode object(JsonNode settings, String name, RegistryHost host) {
        JsonNode value = settings.path(name);
        if (value.isObject() || value.isMissingNode() || value.isNull()) {
            return value;
        }
        throw failure(host, "'" + name + "' in " + shown() + " is not a JSON object", "Correct the file.");
    }

    private CredentialException failure(RegistryHost host, String whatHappened, String remedy) {
        return new CredentialException("Cannot log in to " + host, whatHappened, remedy, null);
    }

    private String login(RegistryHost host) {
        return loginCommand + " " + host;
    }

    private String shown() {
        return surroundings.shown(file);
    }
}
