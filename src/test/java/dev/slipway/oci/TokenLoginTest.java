package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.layout.OciLayout;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import dev.slipway.testing.TestPushes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that send their clients to a token service. */
class TokenLoginTest {

    private static final String TOKEN = "short-lived";

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private RegistryProcess registry;
    private RegistryGate gate;
    private HttpServer tokens;
    private int status = 200;
    private String answer = "{\"token\":\"" + TOKEN + "\"}";

    @BeforeEach
    void start() throws IOException {
        registry = RegistryProcess.start();
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/token", this::issue);
        tokens.start();
        String realm = "http://127.0.0.1:" + tokens.getAddress().getPort() + "/token?one=1";
        gate = RegistryGate.before(registry)
                .demanding("Bearer " + TOKEN, "Bearer realm=\"" + realm + "\",service=\"the registry\"");
    }

    private synchronized void issue(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getQuery() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @AfterEach
    void stop() {
        gate.close();
        tokens.stop(0);
        registry.close();
    }

    private void push(Optional<Credential> credential) {
        OciLayout layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        TestPushes.push(layout.content(List.of()), gate.host() + "/fleet/agent:1.0", credential);
    }

    @Test
    void passwordIsExchangedOnceForATokenOfThisRepository() {
        push(Optional.of(Credential.of("anne", "s3cret", "settings.xml")));
        String basic = Base64.getEncoder().encodeToString("anne:s3cret".getBytes(StandardCharsets.UTF_8));
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .startsWith("GET one=1&")
                .contains("service=the+registry", "scope=repository:fleet/agent:pull,push", "Basic " + basic);
    }

    @Test
    void identityTokenIsExchangedAsARefreshToken() {
        answer = "{\"access_token\":\"" + TOKEN + "\"}";
        push(Optional.of(new Credential("", "", "refresh me", "docker config")));
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .startsWith("POST one=1 null")
                .contains("grant_type=refresh_token", "refresh_token=refresh+me");
    }

    @Test
    void withoutACredentialAnAnonymousTokenIsAskedFor() {
        push(Optional.empty());
        assertThat(asked).hasSize(1).first().asString().startsWith("GET").contains(" null ");
    }

    @Test
    void tokenServiceThatRefusesIsASentence() {
        status = 401;
        answer = "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"incorrect username or password\"}]}";
        assertThatThrownBy(() -> push(Optional.of(Credential.of("anne", "s3cret", "settings.xml"))))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot push " + gate.host() + "/fleet/agent:1.0: the registry answers 'unauthorized:"
                        + " incorrect username or password'. Check user name and password of settings.xml.");
        status = 200;
        answer = "{}";
        assertThatThrownBy(() -> push(Optional.empty()))
                .hasMessageContaining("the registry's token service answers without a token");
    }
}
