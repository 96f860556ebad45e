package dev.slipway.oci.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.registry.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Exchanges credentials for tokens, where a challenge says.
 *
 * @param challenge what the registry wants
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication</a>
 */
record TokenService(Challenge challenge) {

    private static final int OK = 200;
    private static final int USUAL_BYTES = 1024 * 1024;
    private static final int USUAL_SECONDS = 60;
    private static final String CLIENT = "slipway-maven-plugin";

    /** The answer to a request for a token, which may be a refusal. */
    HttpResponse<byte[]> ask(List<Scope> scopes, Optional<Credential> credential, boolean isEncrypted, Wire wire) {
        URI realm = realm(wire.refusals());
        if (isEncrypted && credential.isPresent() && !"https".equals(realm.getScheme())) {
            throw wire.refusals().unsafe("the login", realm.toString());
        }
        return wire.send(request(realm, scopes, credential), LimitedBody.of(USUAL_BYTES), new Progress());
    }

    private URI realm(Refusals refusals) {
        String text = challenge.parameter("realm");
        if (text.matches("https?://[^/?#]+.*")) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                // said below
            }
        }
        throw refusals.unexpected("the registry names no address that gives tokens, but '" + text + "'");
    }

    private HttpRequest request(URI realm, List<Scope> scopes, Optional<Credential> credential) {
        String service = challenge.parameter("service");
        Optional<String> refreshToken = credential.map(Credential::identityToken);
        if (refreshToken.isPresent()) {
            String form = form(Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    refreshToken.get(),
                    "client_id",
                    CLIENT,
                    "service",
                    service,
                    "scope",
                    scopes.stream().map(Scope::toString).collect(Collectors.joining(" "))));
            return HttpRequest.newBuilder(realm)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
        }
        String separator = realm.getRawQuery() == null ? "?" : "&";
        String query = form(Map.of("service", service))
                + scopes.stream()
                        .map(scope -> "&" + form(Map.of("scope", scope.toString())))
                        .collect(Collectors.joining());
        Pass pass = credential.map(RegistryLogin::basic).orElseGet(Pass::none);
        return pass.on(HttpRequest.newBuilder(URI.create(realm + separator + query)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The token that an answer holds. */
    static Token token(
            HttpResponse<byte[]> response, List<Scope> scopes, Optional<Credential> credential, Refusals refusals) {
        if (response.statusCode() != OK) {
            throw refusals.of(response);
        }
        try {
            JsonNode answer = new ObjectMapper().readTree(response.body());
            String token =
                    answer.path("token").asText(answer.path("access_token").asText(""));
            if (!token.isEmpty()) {
                Duration lifetime = Duration.ofSeconds(answer.path("expires_in").asInt(USUAL_SECONDS));
                return new Token(new Pass("Bearer " + token, credential), scopes, lifetime);
            }
        } catch (IOException e) {
            // said below; the answer may hold a secret and is not quoted
        }
        throw refusals.unexpected("the registry's token service answers without a token");
    }
}
