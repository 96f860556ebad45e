package dev.slipway.oci.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.failure.SlipwayException;
import dev.slipway.proxy.HttpProxy;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds words for a registry that refuses what is asked of it.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes">OCI distribution specification, error codes</a>
 */
public final class Refusals {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int MUCH = 300;

    private final Errand errand;
    private final Supplier<Optional<Credential>> credential;
    private final Function<URI, Optional<HttpProxy>> proxies;

    /**
     * @param credential what was shown to the registry
     * @param proxies    what was between us and an address
     */
    Refusals(Errand errand, Supplier<Optional<Credential>> credential, Function<URI, Optional<HttpProxy>> proxies) {
        this.errand = errand;
        this.credential = credential;
        this.proxies = proxies;
    }

    /** The failure that no answer came. */
    SlipwayException of(IOException failure, URI target) {
        return RegistryException.unreachable(
                errand.doing(),
                clause(failure, target),
                ConnectionFailures.remedy(failure, errand, proxies.apply(target)),
                failure);
    }

    /** What happened instead of an answer, as a clause. */
    String clause(IOException failure, URI target) {
        return ConnectionFailures.clause(failure, proxies.apply(target));
    }

    /** The failure that an answer tells of. */
    public SlipwayException of(HttpResponse<byte[]> response) {
        String code = error(response).path("code").asText("");
        int status = response.statusCode();
        String what = clause(response);
        if (Admission.saysExpired(response)) {
            return new CredentialException(
                    errand.doing(),
                    what,
                    errand.againFirst() + "; if the login comes from docker login, log in anew first.",
                    null);
        }
        if (status == UNAUTHORIZED) {
            return new CredentialException(errand.doing(), what, login(), null);
        }
        if (saysFull(response)) {
            return new RegistryException(
                    errand.doing(), what, "Make room in the registry, then " + errand.again() + ".", null);
        }
        return status >= SERVER_ERROR
                ? RegistryException.unreachable(errand.doing(), what, remedy(status, code), null)
                : new RegistryException(errand.doing(), what, remedy(status, code), null);
    }

    /** The failure that the registry says something that the protocol does not know. */
    public SlipwayException unexpected(String whatHappened) {
        return new RegistryException(
                errand.doing(),
                whatHappened,
                "Look whether this host is an image registry, and " + errand.again() + ".",
                null);
    }

    /** The failure that an image in the registry is broken. */
    public RegistryException damaged(String whatHappened, @Nullable Exception cause) {
        return new RegistryException(errand.doing(), whatHappened, "Push the image anew, or use another one.", cause);
    }

    /** Something that would go where it can be read by others. */
    SlipwayException unsafe(String what, String target) {
        return new CredentialException(
                errand.doing(),
                "the registry wants " + what + " to be sent to " + target + ", which is not encrypted",
                "Let the registry name an https:// address.",
                null);
    }

    private static JsonNode error(HttpResponse<byte[]> response) {
        try {
            return new ObjectMapper().readTree(response.body()).path("errors").path(0);
        } catch (IOException e) {
            return new ObjectMapper().missingNode();
        }
    }

    /** The registry's own words, as a clause; without such words it may be a proxy that answers. */
    String clause(HttpResponse<byte[]> response) {
        JsonNode error = error(response);
        String words = error.path("code").asText("").toLowerCase(Locale.ROOT).replace('_', ' ');
        String message = error.path("message").asText("");
        String said = message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\s*\\.$", "");
        String cut = said.length() > MUCH ? said.substring(0, MUCH) + "…" : said;
        if (words.isEmpty()) {
            return "the registry answers with status " + response.statusCode() + between(response.uri());
        }
        return "the registry answers '" + words + (cut.isEmpty() ? "'" : ": " + cut + "'");
    }

    /** No proxy can answer for a registry that speaks TLS. */
    private String between(URI target) {
        return Optional.of(target)
                .filter(address -> "http".equals(address.getScheme()))
                .flatMap(proxies)
                .map(proxy -> " through the proxy " + proxy)
                .orElse("");
    }

    /** Whether the registry has no room, which nobody makes in the next seconds. */
    static boolean saysFull(HttpResponse<byte[]> response) {
        return response.statusCode() == INSUFFICIENT_STORAGE
                || (response.statusCode() >= SERVER_ERROR
                        && error(response).path("message").asText("").contains("no space left"));
    }

    private String remedy(int status, String code) {
        if (!errand.isWriting()) {
            return remedy(status);
        }
        return switch (code) {
            case "NAME_UNKNOWN" -> "Create the repository, or let <createRepositories> do it on ECR.";
            case "TAG_INVALID" -> "Use another version, or make the repository's tags mutable.";
            case "DIGEST_INVALID" ->
                errand.isOfFiles()
                        ? "Build the image again, with mvn package (or mvn slipway:build); its files were changed since."
                        : remedy(status);
            case "UNSUPPORTED" -> "See whether the registry is read-only, or takes images for several platforms.";
            default -> remedy(status);
        };
    }

    private String remedy(int status) {
        return switch (status) {
            case FORBIDDEN ->
                credential
                        .get()
                        .map(known ->
                                "Check that the login from " + known.source() + " may " + errand.permission() + ".")
                        .orElseGet(this::login);
            case NOT_FOUND ->
                errand.isWriting()
                        ? "Create the repository, or check the host in <registries>."
                        : "Push the image anew; the registry holds parts of it only.";
            case TOO_MANY_REQUESTS -> "Wait a while and " + errand.again() + ".";
            default -> "Look at the registry's state and try again.";
        };
    }

    private String login() {
        return credential
                .get()
                .map(known -> "Check user name and password of " + known.source() + ".")
                .orElse("Log in with docker login, or add the registry as a <server> to settings.xml.");
    }
}
