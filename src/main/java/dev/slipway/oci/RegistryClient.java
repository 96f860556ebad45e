package dev.slipway.oci;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.registry.Credential;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks to one repository of a registry, logged in where the registry wants it, for one errand. */
final class RegistryClient {

    private static final int UNAUTHORIZED = 401;
    private static final int USUAL_BYTES = 1024 * 1024;
    private static final String DOCKER_HUB = "docker.io";

    private final Exchange exchange;
    private final RegistryLogin login;
    private final Refusals refusals;
    private final URI registry;
    private final String path;
    private final String scope;
    private @Nullable String authorization;

    /** Finds out whether the registry speaks TLS. */
    RegistryClient(
            Exchange newExchange,
            Errand errand,
            RegistryHost host,
            RepositoryName repository,
            Optional<Credential> credential) {
        boolean isDockerHub = host.value().equals(DOCKER_HUB);
        exchange = newExchange;
        refusals = new Refusals(errand, credential);
        login = new RegistryLogin(exchange, credential, refusals);
        registry = address(exchange, isDockerHub ? "registry-1.docker.io" : host.value(), refusals);
        path = isDockerHub && repository.value().indexOf('/') < 0 ? "library/" + repository : repository.value();
        scope = "repository:" + path + ":" + errand.actions();
    }

    /** As engines do: TLS always, but a registry of this machine may go without. */
    private static URI address(Exchange exchange, String host, Refusals refusals) {
        URI secure = URI.create("https://" + host);
        if (!host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?")) {
            return secure;
        }
        try {
            exchange.sendOnce(HttpRequest.newBuilder(secure.resolve("/v2/")).build());
            return secure;
        } catch (ConnectException e) {
            throw refusals.of(e);
        } catch (IOException e) {
            if (ConnectionFailures.cause(e, CertificateException.class).isPresent()) {
                throw refusals.of(e);
            }
            return URI.create("http://" + host);
        }
    }

    /** The words for what the registry refuses. */
    Refusals refusals() {
        return refusals;
    }

    /** An address below that of the repository, such as {@code /manifests/1.4}. */
    URI address(String rest) {
        return registry.resolve("/v2/" + path + rest);
    }

    /** Sends a request whose answer is short. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return send(request, USUAL_BYTES);
    }

    /** Sends a request; what it is answered may be a refusal. */
    HttpResponse<byte[]> send(HttpRequest.Builder request, int maxBytes) {
        try {
            HttpResponse<byte[]> response = exchange.send(authorized(request), maxBytes);
            if (response.statusCode() != UNAUTHORIZED || !isOwn(response.uri())) {
                return response;
            }
            Optional<Challenge> challenge = Challenge.firstOf(response.headers().allValues("WWW-Authenticate"));
            if (challenge.isEmpty()) {
                return response;
            }
            Optional<String> answer = login.answer(challenge.get(), scope, isEncrypted());
            if (answer.isEmpty()) {
                return response;
            }
            authorization = answer.get();
            return exchange.send(authorized(request), maxBytes);
        } catch (IOException e) {
            throw refusals.of(e);
        }
    }

    private boolean isEncrypted() {
        return "https".equals(registry.getScheme());
    }

    /** An answer may lead to another host, which is neither to see our login nor to ask for it. */
    private boolean isOwn(URI target) {
        return Objects.equals(target.getRawAuthority(), registry.getRawAuthority())
                && (!isEncrypted() || "https".equals(target.getScheme()));
    }

    private HttpRequest authorized(HttpRequest.Builder request) {
        if (authorization != null && isOwn(request.build().uri())) {
            request.setHeader("Authorization", authorization);
        }
        return request.build();
    }
}
