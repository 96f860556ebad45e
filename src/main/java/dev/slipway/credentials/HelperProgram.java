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
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program {@code docker-credential-NAME} on the PATH: the server goes to its standard input, a JSON object with
 * {@code Username} and {@code Secret} comes out. What it writes to standard output is never shown.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">docker-credential-helpers</a>
 */
final class HelperProgram {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final String TOKEN_USER = "<token>";
    private static final int SHOWN_ERRORS = 400;

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
        if (run.exitCode() == 0) {
            return credential(run.output(), serverUrl, host);
        }
        if (saysNotFound(run.output()) || saysNotFound(run.errors())) {
            return Optional.empty();
        }
        String errors = Redactor.redact(run.errors().strip().replaceAll("\\s+", " "));
        String reason =
                errors.isEmpty() ? "" : ": \"" + errors.substring(0, Math.min(errors.length(), SHOWN_ERRORS)) + '"';
        throw failure(host, "failed with exit code " + run.exitCode() + reason, runByHand(serverUrl));
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
        } catch (TimeoutException e) {
            throw failure(host, "gave no answer within " + seconds(), runByHand(serverUrl));
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
