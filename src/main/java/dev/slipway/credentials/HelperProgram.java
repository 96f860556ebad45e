package dev.slipway.credentials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.failure.Redactor;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program {@code docker-credential-NAME} on the PATH: the server goes to its standard input, a JSON object with
 * {@code Username} and {@code Secret} comes out. What it writes to standard output is not shown, but for sentences of a
 * helper that fails.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">docker-credential-helpers</a>
 */
final class HelperProgram {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final String TOKEN_USER = "<token>";
    private static final Pattern SENTENCE = Pattern.compile("[^{}]*[\\p{L},;:]+ +[\\p{L}'’]+ +[^{}]*");
    private static final int SHOWN = 400;

    private final String program;
    private final String file;
    private final Surroundings surroundings;
    private final Duration timeout;

    /**
     * @param name without {@code docker-credential-}
     * @param file which names it, for messages
     */
    HelperProgram(String name, String file, Surroundings surroundings, Duration timeout) {
        this.program = "docker-credential-" + name;
        this.file = file;
        this.surroundings = surroundings;
        this.timeout = timeout;
    }

    /**
     * Asks for a credential.
     *
     * @param host for messages
     * @return empty if the helper knows none
     * @throws CredentialException if the helper is missing, fails, takes too long or talks nonsense
     */
    Optional<Credential> get(String serverUrl, RegistryHost host) {
        ProgramRun run = run(serverUrl, host);
        if (run.exitCode().isEmpty()) {
            throw failure(host, "gave no answer within " + seconds() + quoted(run.errors()), runByHand(serverUrl));
        }
        if (run.exitCode().getAsInt() == 0) {
            return credential(run.output(), serverUrl, host);
        }
        if (saysNotFound(run.output()) || saysNotFound(run.errors())) {
            return Optional.empty();
        }
        String reason = run.errors().isBlank() ? sentences(run.output()) : run.errors();
        throw failure(
                host, "failed with exit code " + run.exitCode().getAsInt() + quoted(reason), runByHand(serverUrl));
    }

    /** The end of what a helper said, where the reason is. */
    private static String quoted(String said) {
        String text = Redactor.redact(said.strip().replaceAll("\\s+", " "));
        if (text.isEmpty()) {
            return "";
        }
        return text.length() <= SHOWN
                ? ": \"" + text + '"'
                : ": \"…" + text.substring(text.length() - SHOWN).replaceFirst("^\\S*\\s", " ") + '"';
    }

    /** Most helpers explain a failure where a secret would stand: what has several words and no braces is none. */
    private static String sentences(String output) {
        return output.lines().filter(line -> SENTENCE.matcher(line).matches()).collect(Collectors.joining(" "));
    }

    private ProgramRun run(String serverUrl, RegistryHost host) {
        Path path = new SearchPath(surroundings)
                .find(program)
                .orElseThrow(() -> failure(
                        host,
                        "is not on the PATH",
                        "Install it, or take it out of credsStore and credHelpers in that file and log in again."));
        try {
            return ProgramRun.of(List.of(path.toString(), "get"), surroundings.env(), serverUrl, timeout);
        } catch (IOException e) {
            throw failure(
                    host, "cannot be run: " + e.getMessage(), "Install it again, or take it out of that file.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(host, "was interrupted", "Run the build again.", e);
        }
    }

    private Optional<Credential> credential(String output, String serverUrl, RegistryHost host) {
        JsonNode answer;
        try {
            answer = JSON.readTree(output);
        } catch (JacksonException e) {
            // Without the cause: it quotes what the helper wrote.
            throw failure(host, "answered with something that is not JSON", runByHand(serverUrl));
        }
        if (!answer.isObject()) {
            throw failure(host, "answered with something that is not a JSON object", runByHand(serverUrl));
        }
        String user = answer.path("Username").asText("");
        String secret = answer.path("Secret").asText("");
        String source = program + " (named in " + file + ")";
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(TOKEN_USER) ? new Credential("", "", secret, source) : Credential.of(user, secret, source));
    }

    private static boolean saysNotFound(String text) {
        return text.toLowerCase(Locale.ROOT).contains(NOT_FOUND);
    }

    private String runByHand(String serverUrl) {
        return "Run '" + program + " get' by hand, type " + serverUrl + " and end the input, to see what is wrong.";
    }

    private String seconds() {
        return timeout.toMillis() / 1000.0 + " s";
    }

    private CredentialException failure(RegistryHost host, String whatHappened, String remedy) {
        return failure(host, whatHappened, remedy, null);
    }

    private CredentialException failure(
            RegistryHost host, String whatHappened, String remedy, @Nullable Throwable cause) {
        return new CredentialException(
                "Cannot log in to " + host,
                "the credential helper " + program + ", which " + file + " names, " + whatHappened,
                remedy,
                cause);
    }
}
