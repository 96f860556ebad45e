package dev.slipway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodmanAuthKeychainTest {

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        home = new FakeHome(folder.resolve("home"));
    }

    @Test
    void theVariableGoesBeforeTheRuntimeFolder() {
        write("my-auth.json", "variable");
        write("runtime/containers/auth.json", "runtime");
        home.with("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
        assertThat(user()).contains("runtime");

        home.with("REGISTRY_AUTH_FILE", folder.resolve("my-auth.json").toString());
        assertThat(user()).contains("variable");
    }

    @Tag("linux")
    @Test
    void theRuntimeFolderOfAUserIsKnownWithoutAVariable() throws IOException {
        write("run/containers/" + Files.getAttribute(folder.resolve("home"), "unix:uid") + "/auth.json", "run");

        assertThat(user()).contains("run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "Mac OS X", "Windows 11"})
    void theConfigFolderComesLast(String osName) {
        home.on(osName);
        write("home/.config/containers/auth.json", "config");

        assertThat(user()).contains("config");
    }

    @Test
    void theConfigFolderMayBeElsewhere() {
        write("xdg/containers/auth.json", "config");
        home.with("XDG_CONFIG_HOME", folder.resolve("xdg").toString());

        assertThat(user()).contains("config");
    }

    @Test
    void aFileWithoutTheRegistryLeavesItToTheNext() {
        FakeHome.write(folder.resolve("runtime/containers/auth.json"), "{\"auths\": {\"quay.io\": {}}}");
        home.with("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
        write("home/.config/containers/auth.json", "config");

        assertThat(user()).contains("config");
    }

    @Test
    void theVariableNamesTheOnlyFile() {
        FakeHome.write(folder.resolve("my-auth.json"), "{\"auths\": {\"quay.io\": {}}}");
        home.with("REGISTRY_AUTH_FILE", folder.resolve("my-auth.json").toString());
        write("home/.config/containers/auth.json", "config");
        assertThat(user()).isEmpty();

        home.with("REGISTRY_AUTH_FILE", folder.resolve("nowhere.json").toString());
        assertThat(user()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',            host",
        "other,         host",
        "acme,          namespace",
        "acme/yard,     namespace",
        "acme/app,      repository",
        "acme/app/sub,  repository",
        "acme/apps,     namespace",
    })
    void theLongestKeyWins(String namespace, String user) {
        FakeHome.write(folder.resolve("my-auth.json"), """
                {"auths": {
                  "ghcr.io/acme/app": {"username": "repository", "password": "pw"},
                  "ghcr.io": {"username": "host", "password": "pw"},
                  "ghcr.io/acme": {"username": "namespace", "password": "pw"},
                  "quay.io/acme/app": {"username": "not me", "password": "pw"}
                }}""");
        home.with("REGISTRY_AUTH_FILE", folder.resolve("my-auth.json").toString());

        assertThat(user(namespace)).contains(user);
    }

    @Test
    void noFileIsNoCredential() {
        assertThat(user()).isEmpty();
    }

    @Test
    void aMalformedFileAsksForPodmanLogin() {
        home.file(".config/containers/auth.json", "{");

        assertThatThrownBy(this::user)
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("~/.config/containers/auth.json:1:")
                .hasMessageEndingWith("run 'podman login ghcr.io' again.");
    }

    private Optional<String> user() {
        return user("acme");
    }

    private Optional<String> user(String namespace) {
        return new PodmanAuthKeychain(home.surroundings(), folder.resolve("run"), Duration.ofSeconds(30))
                .find(new RegistryHost("ghcr.io"), namespace)
                .map(Credential::username);
    }

    private void write(String path, String user) {
        FakeHome.write(
                folder.resolve(path),
                "{\"auths\": {\"ghcr.io/acme\": {\"username\": \"%s\", \"password\": \"pw\"}}}".formatted(user));
    }
}
