package dev.slipway.oci;

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
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns a credential into what a registry wants to see in a request.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication</a>
 */
final class RegistryLogin {

    private static final int OK = 200;
    private static final String CLIENT = "slipway-maven-plugin";

    private final Exchange exchange;
    private final Optional<Credential> credential;
    private final Refusals refusals;

    RegistryLogin(Exchange exchange, Optional<Credential> credential, Refusals refusals) {
        this.exchange = exchange;
        this.credential = credential;
        this.refusals = refusals;
    }

    /**
     * The value of the header {@code Authorization}; empty if there is nothing to answer a challenge with.
     *
     * @param isEncrypted whether the registry itself speaks TLS
     */
    Optional<String> answer(Challenge challenge, String scope, boolean isEncrypted) throws IOException {
        if (challenge.isBasic()) {
            return basic();
        }
        URI realm = realm(challenge.parameter("realm"));
        if (isEncrypted && credential.isPresent() && !"https".equals(realm.getScheme())) {
            throw refusals.unsafe(realm.toString());
        }
        HttpResponse<byte[]> response = exchange.send(request(realm, challenge.parameter("service"), scope));
        if (response.statusCode() != OK) {
            throw refusals.of(response);
        }
        return Optional.of("Bearer " + token(response.body()));
    }

    private URI realm(String text) {
        if (text.matches("https?://[^/?#]+.*")) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                // said below
            }
        }
        throw refusals.unexpected("the registry names no address that gives tokens, but '" + text + "'");
    }

    private Optional<String> basic() {
        return credential.map(known -> {
            byte[] login = (known.username() + ":" + known.password()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(login);
        });
    }

    private HttpRequest request(URI realm, String service, String scope) {
        Optional<String> refreshToken = credential.map(Credential::identityToken);
        if (refreshToken.isPresent()) {
            String form = form(Map.of(
                    "grant_type", "refresh_token",
                    "refresh_token", refreshToken.get(),
                    "client_id", CLIENT,
                    "service", service,
                    "scope", scope));
            return HttpRequest.newBuilder(realm)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
        }
        String separator = realm.getRawQuery() == null ? "?" : "&";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(realm + separator + form(Map.of("service", service, "scope", scope))));
        basic().ifPresent(login -> request.header("Authorization", login));
        return request.build();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String token(byte[] body) {
        try {
            JsonNode answer = new ObjectMapper().readTree(body);
            String token =
                    answer.path("token").asText(answer.path("access_token").asText(""));
            if (!token.isEmpty()) {
                return token;
            }
        } catch (IOException e) {
            // said below; the answer may hold a secret and is not quoted
        }
        throw refusals.unexpected("the registry's token service answers without a token");
    }
}
