package dev.slipway.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that gives tokens for a registry to one user, as Docker Hub's does: by Basic authorization, or for an
 * identity token. Whoever shows nothing gets a token that opens nothing.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token authentication</a>
 */
public final class TokenServer implements AutoCloseable {

    private static final String SERVICE = "slipway-registry";
    private static final String ISSUER = "slipway-tokens";
    private static final long VALID_SECONDS = 300;

    private final Path folder;
    private final String user;
    private final String password;
    private final String identityToken;
    private final HttpServer server;
    private final List<String> askedScopes = new CopyOnWriteArrayList<>();

    /**
     * Starts at a free loopback port.
     *
     * @param folder where its keys go
     */
    public TokenServer(Path folder, String user, String password, String identityToken) {
        new TestCertificates(folder);
        this.folder = folder;
        this.user = user;
        this.password = password;
        this.identityToken = identityToken;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::answer);
        server.start();
    }

    /** What makes a registry want these tokens. */
    String registryConfiguration() {
        return """
                auth:
                  token:
                    realm: %s
                    service: %s
                    issuer: %s
                    rootcertbundle: %s
                """.formatted(realm(), SERVICE, ISSUER, folder.resolve("ca.pem"));
    }

    /** Where tokens are to be had. */
    public String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** The scopes for which it gave tokens to the user, such as {@code repository:private:pull}. */
    public List<String> askedScopes() {
        return List.copyOf(askedScopes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> fields = new ArrayList<>(fields(form));
            String query = exchange.getRequestURI().getRawQuery();
            fields.addAll(fields(query == null ? "" : query));
            boolean showsNothing =
                    form.isEmpty() && exchange.getRequestHeaders().getFirst("Authorization") == null;
            if (!showsNothing && !isUser(exchange, fields)) {
                FakeHttp.send(exchange, 401, "application/json", "{\"details\":\"incorrect username or password\"}");
                return;
            }
            List<String> scopes = values(fields, "scope").stream()
                    .flatMap(scope -> List.of(scope.split(" ", -1)).stream())
                    .filter(scope -> !showsNothing && !scope.isEmpty())
                    .toList();
            askedScopes.addAll(scopes);
            String token = token(scopes);
            FakeHttp.send(
                    exchange,
                    200,
                    "application/json",
                    "{\"token\":\"%s\",\"access_token\":\"%s\",\"expires_in\":%d}"
                            .formatted(token, token, VALID_SECONDS));
        }
    }

    private boolean isUser(HttpExchange exchange, List<String> fields) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || values(fields, "refresh_token").contains(identityToken)
                || (values(fields, "username").contains(user)
                        && values(fields, "password").contains(password));
    }

    private static List<String> fields(String form) {
        return form.isEmpty() ? List.of() : List.of(form.split("&", -1));
    }

    private static List<String> values(List<String> fields, String name) {
        return fields.stream()
                .filter(field -> field.startsWith(name + "="))
                .map(field -> URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8))
                .toList();
    }

    private String token(List<String> scopes) {
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("typ", "JWT").put("alg", "RS256");
        header.putArray("x5c").add(pem("ca.pem"));
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", ISSUER)
                .put("sub", user)
                .put("aud", SERVICE)
                .put("exp", now + VALID_SECONDS)
                .put("nbf", now - 60)
                .put("iat", now)
                .put("jti", UUID.randomUUID().toString());
        ArrayNode access = claims.putArray("access");
        for (String scope : scopes) {
            int repository = scope.indexOf(':') + 1;
            int actions = scope.lastIndexOf(':') + 1;
            ObjectNode entry = access.addObject()
                    .put("type", scope.substring(0, repository - 1))
                    .put("name", scope.substring(repository, actions - 1));
            ArrayNode list = entry.putArray("actions");
            List.of(scope.substring(actions).split(",", -1)).forEach(list::add);
        }
        String signed = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem("ca-key.pem"))));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pem(String file) {
        try {
            return Files.readString(folder.resolve(file)).replaceAll("-----[^-]+-----|\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
