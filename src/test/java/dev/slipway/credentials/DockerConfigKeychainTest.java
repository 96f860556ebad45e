package dev.slipway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigKeychainTest {

    private static final String CONFIG = "~/.docker/config.json";

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder);
    }

    @Test
    void readsWhatDockerLoginWrites() {
        home.dockerConfig("{\"auths\": {\"ghcr.io\": {\"auth\": \"%s\"}}}".formatted(base64("ada:p:w")));

        assertThat(find("ghcr.io")).contains(Credential.of("ada", "p:w", CONFIG));
        assertThat(find("quay.io")).isEmpty();
    }

    @Test
    void readsUserAndPasswordInPlainText() {
        home.dockerConfig("{\"auths\": {\"ghcr.io\": {\"username\": \"ada\", \"password\": \"pw\"}}}");

        assertThat(find("ghcr.io")).contains(Credential.of("ada", "pw", CONFIG));
    }

    @Test
    void readsAnIdentityTokenBesideAnEmptyPassword() {
        home.dockerConfig("{\"auths\": {\"acme.azurecr.io\": {\"auth\": \"%s\", \"identitytoken\": \"refresh\"}}}"
                .formatted(base64("00000000-0000-0000-0000-000000000000:")));

        assertThat(find("acme.azurecr.io"))
                .contains(new Credential("00000000-0000-0000-0000-000000000000", "", "refresh", CONFIG));
    }

    @Test
    void dockerConfigMovesTheFile() {
        FakeHome.write(folder.resolve("ci/config.json"), auths("ghcr.io", "ada:pw"));
        home.with("DOCKER_CONFIG", folder.resolve("ci").toString()).dockerConfig(auths("ghcr.io", "not:me"));

        assertThat(find("ghcr.io")).contains(Credential.of("ada", "pw", "~/ci/config.json"));
    }

    @Test
    void findsDockerHubUnderDockersOwnKey() {
        home.dockerConfig(auths("https://index.docker.io/v1/", "ada:pw"));

        assertThat(find("docker.io")).contains(Credential.of("ada", "pw", CONFIG));
        assertThat(find("registry-1.docker.io")).isPresent();
    }

    @Test
    void theLongestNamespaceWins() {
        home.dockerConfig("""
                {"auths": {
                  "ghcr.io": {"auth": "%s"},
                  "ghcr.io/acme/team": {"auth": "%s"},
                  "ghcr.io/acme": {"auth": "%s"}
                }}""".formatted(base64("host:1"), base64("team:2"), base64("acme:3")));

        assertThat(find("ghcr.io", "acme").map(Credential::username)).contains("acme");
        assertThat(find("ghcr.io", "acme/team").map(Credential::username)).contains("team");
        assertThat(find("ghcr.io", "other").map(Credential::username)).contains("host");
    }

    @Test
    void theExactKeyGoesBeforeOtherSpellings() {
        home.dockerConfig("{\"auths\": {\"https://ghcr.io/v1/\": {\"auth\": \"%s\"}, \"ghcr.io\": {\"auth\": \"%s\"}}}"
                .formatted(base64("old:1"), base64("new:2")));

        assertThat(find("ghcr.io").map(Credential::username)).contains("new");
    }

    @Test
    void anEmptyEntryOfDockerDesktopIsNoCredential() {
        home.dockerConfig("{\"auths\": {\"ghcr.io\": {}, \"https://ghcr.io\": {\"auth\": \"\"}}}");

        assertThat(find("ghcr.io")).isEmpty();
    }

    @Test
    void aMissingOrEmptyFileIsNoCredential() {
        assertThat(find("ghcr.io")).isEmpty();

        home.dockerConfig("");
        assertThat(find("ghcr.io")).isEmpty();
    }

    @Test
    void theFileIsReadOnce() throws IOException {
        home.dockerConfig(auths("ghcr.io", "ada:pw"));
        DockerConfigKeychain keychain = new DockerConfigKeychain(home.surroundings());
        RegistryHost host = new RegistryHost("ghcr.io");
        keychain.find(host, "");

        Files.delete(home.path(".docker/config.json"));

        assertThat(keychain.find(host, "")).isPresent();
    }

    @Test
    void aMalformedFileIsNamedWithLineAndColumn() {
        home.dockerConfig("{\n  \"auths\": {\"ghcr.io\": hunter2}\n}");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessageMatching("Cannot log in to ghcr\\.io: ~/\\.docker/config\\.json:2:\\d+ is not valid JSON\\."
                        + " Correct the file, or move it away and run 'docker login ghcr\\.io' again\\.")
                .hasNoCause();
    }

    @Test
    void aFileThatIsNoObjectIsNamed() {
        home.dockerConfig("[]");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("~/.docker/config.json:1:1 does not hold a JSON object");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectories(home.path(".docker/config.json"));

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith("Cannot log in to ghcr.io: ~/.docker/config.json cannot be read: ");
    }

    @Test
    void authsOfAWrongTypeAreNamed() {
        home.dockerConfig("{\"auths\": [\"ghcr.io\"]}");

        assertThatThrownBy(() -> find("ghcr.io"))
                .hasMessage("Cannot log in to ghcr.io: 'auths' in ~/.docker/config.json is not a JSON object."
                        + " Correct the file.");
    }

    @Test
    void badBase64IsNamedWithItsKey() {
        home.dockerConfig("{\"auths\": {\"https://ghcr.io\": {\"auth\": \"hunter2!\"}}}");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to ghcr.io: 'auth' of 'https://ghcr.io' in ~/.docker/config.json is not"
                        + " base64 of user:password. Run 'docker login ghcr.io' again.")
                .hasNoCause();
    }

    @Test
    void base64WithoutAColonIsNamedToo() {
        home.dockerConfig(auths("ghcr.io", "hunter2"));

        assertThatThrownBy(() -> find("ghcr.io")).hasMessageContaining("is not base64 of user:password");
    }

    @Test
    void aBadEntryOfAnotherRegistryDoesNotMatter() {
        home.dockerConfig("{\"auths\": {\"quay.io\": {\"auth\": \"!\"}, \"ghcr.io\": {\"auth\": \"%s\"}}}"
                .formatted(base64("ada:pw")));

        assertThat(find("ghcr.io")).isPresent();
    }

    private Optional<Credential> find(String host) {
        return find(host, "");
    }

    private Optional<Credential> find(String host, String namespace) {
        return new DockerConfigKeychain(home.surroundings()).find(new RegistryHost(host), namespace);
    }

    private static String auths(String key, String login) {
        return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(key, base64(login));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
