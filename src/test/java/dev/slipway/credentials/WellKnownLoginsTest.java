package dev.slipway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Keychain;
import dev.slipway.testing.FakeHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users with {@code $}, {@code +} and {@code @}, passwords with colons, line breaks and letters of every script. */
class WellKnownLoginsTest {

    private static final String LOGINS = "dev.slipway.testing.WellKnownLogins#all";
    private static final String HUB = "https://index.docker.io/v1/";

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder);
    }

    @ParameterizedTest
    @MethodSource(LOGINS)
    void dockerLoginKeepsThemInBase64(String host, String user, String password) {
        home.dockerConfig(json(Map.of("auths", Map.of(key(host), Map.of("auth", base64(user + ":" + password))))));

        assertFound(new DockerConfigKeychain(home.surroundings()), host, user, password);
    }

    @ParameterizedTest
    @MethodSource(LOGINS)
    void othersKeepThemInPlainText(String host, String user, String password) {
        home.dockerConfig(json(Map.of("auths", Map.of(key(host), Map.of("username", user, "password", password)))));

        assertFound(new DockerConfigKeychain(home.surroundings()), host, user, password);
    }

    @ParameterizedTest
    @MethodSource(LOGINS)
    void podmanLoginKeepsThemToo(String host, String user, String password) {
        home.file(
                ".config/containers/auth.json",
                json(Map.of("auths", Map.of(host, Map.of("auth", base64(user + ":" + password))))));

        assertFound(new PodmanAuthKeychain(home.surroundings()), host, user, password);
    }

    @Tag("linux")
    @ParameterizedTest
    @MethodSource(LOGINS)
    void helpersAnswerWithThem(String host, String user, String password) {
        home.file("answer.json", json(Map.of("ServerURL", key(host), "Username", user, "Secret", password)))
                .dockerConfig(json(Map.of("credHelpers", Map.of(host, "vault"))))
                .credentialHelper(
                        "vault",
                        "test \"$(cat)\" = '" + key(host) + "' && cat '" + folder.resolve("answer.json") + "'\n");

        assertFound(new DockerConfigKeychain(home.surroundings()), host, user, password);
    }

    @Test
    void identityTokenOfAzureStandsBesideItsUser() {
        home.dockerConfig(json(Map.of(
                "auths",
                Map.of(
                        "acme.azurecr.io",
                        Map.of(
                                "auth",
                                base64("00000000-0000-0000-0000-000000000000:"),
                                "identitytoken",
                                "eyJhbGciOi.J9.x-y_z")))));

        assertThat(new DockerConfigKeychain(home.surroundings()).find(RegistryHost.parse("acme.azurecr.io"), "yard"))
                .contains(new Credential(
                        "00000000-0000-0000-0000-000000000000", "", "eyJhbGciOi.J9.x-y_z", "~/.docker/config.json"));
    }

    private static void assertFound(Keychain keychain, String host, String user, String password) {
        assertThat(keychain.find(RegistryHost.parse(host), "acme")).hasValueSatisfying(found -> {
            assertThat(found.username()).isEqualTo(user);
            assertThat(found.password()).isEqualTo(password);
            assertThat(found.identityToken()).isNull();
        });
    }

    private static String key(String host) {
        return host.equals("docker.io") ? HUB : host;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
