package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenServerTest {

    private static final String ASK = "?service=slipway-registry&scope=repository:private:pull,push";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void registryTakesTheTokensOfItsUser() throws Exception {
        try (TokenServer tokens = new TokenServer(folder, "carol", "s3same", "id3ntity");
                RegistryProcess registry =
                        RegistryProcess.options().tokens(tokens).start()) {
            String uploads = registry.uri() + "/v2/private/blobs/uploads/";
            HttpResponse<String> refused = post(uploads, "");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Www-Authenticate").orElseThrow())
                    .startsWith("Bearer realm=\"" + tokens.realm() + "\",service=\"slipway-registry\"");

            String token = token(get(tokens.realm() + ASK, basic("carol:s3same")));
            assertThat(post(uploads, "Bearer " + token).statusCode()).isEqualTo(202);
            assertThat(tokens.askedScopes()).containsExactly("repository:private:pull,push");

            String anybody = token(get(tokens.realm() + ASK, ""));
            assertThat(post(uploads, "Bearer " + anybody).statusCode()).isEqualTo(401);
            assertThat(get(tokens.realm() + ASK, basic("carol:wrong")).statusCode())
                    .isEqualTo(401);
        }
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).path("token").asText();
    }

    private HttpResponse<String> get(String uri, String authorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)), authorization);
    }

    private HttpResponse<String> post(String uri, String authorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)).POST(HttpRequest.BodyPublishers.noBody()), authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String authorization)
            throws IOException, InterruptedException {
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
