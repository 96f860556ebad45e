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
import org.junit.jupiter.params.provider.ValueSource;

/** Credential helpers as docker's config names them: real programs, here shell scripts. */
@Tag("linux")
class HelperProgramTest {

    private static final String ANSWER = "echo '{\"ServerURL\":\"x\",\"Username\":\"%s\",\"Secret\":\"%s\"}'\n";
    private static final String KNOWS_NOTHING = "echo 'credentials not found in native keychain'; exit 1\n";
    private static final String NAMED =
            "the credential helper docker-credential-vault, which ~/.docker/config.json" + " names, ";
    private static final String BY_HAND =
            "Run 'docker-credential-vault get' by hand, type ghcr.io and end the input," + " to see what is wrong.";

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder).dockerConfig("{\"credsStore\": \"vault\"}");
    }

    @Test
    void theStoreIsAskedWithTheServerOnStandardInputOnly() throws IOException {
        home.credentialHelper(
                "vault", "echo \"$*\" > '" + folder + "/args'; cat > '" + folder + "/input'\n" + answer("ada", "pw"));

        assertThat(find("ghcr.io"))
                .contains(Credential.of("ada", "pw", "docker-credential-vault (named in ~/.docker/config.json)"));
        assertThat(folder.resolve("args")).hasContent("get");
        assertThat(Files.readString(folder.resolve("input"))).isEqualTo("ghcr.io");
    }

    @Test
    void theUserTokenMeansAnIdentityToken() {
        home.credentialHelper("vault", answer("<token>", "refresh"));

        assertThat(find("ghcr.io"))
                .contains(
                        new Credential("", "", "refresh", "docker-credential-vault (named in ~/.docker/config.json)"));
    }

    @Test
    void aHelperOfTheRegistryGoesBeforeTheStoreAndTheFile() {
        home.dockerConfig("""
                {"credHelpers": {"ghcr.io": "own"}, "credsStore": "vault",
                 "auths": {"ghcr.io": {"username": "file", "password": "pw"}}}""")
                .credentialHelper("own", answer("own", "pw"))
                .credentialHelper("vault", answer("store", "pw"));

        assertThat(find("ghcr.io").map(Credential::username)).contains("own");
        assertThat(find("quay.io").map(Credential::username)).contains("store");
    }

    @Test
    void anEmptyHelperOfTheRegistryMeansTheFileItself() {
        home.dockerConfig("""
                {"credHelpers": {"ghcr.io": ""}, "credsStore": "absent",
                 "auths": {"ghcr.io": {"username": "file", "password": "pw"}}}""");

        assertThat(find("ghcr.io").map(Credential::username)).contains("file");
    }

    @Test
    void aStoreThatKnowsNothingLeavesItToTheFile() {
        home.dockerConfig("{\"credsStore\": \"vault\", \"auths\": {\"ghcr.io\":"
                        + " {\"username\": \"file\", \"password\": \"pw\"}, \"quay.io\": {}}}")
                .credentialHelper("vault", KNOWS_NOTHING);

        assertThat(find("ghcr.io").map(Credential::username)).contains("file");
        assertThat(find("quay.io")).isEmpty();
    }

    @Test
    void dockerHubIsAskedForUnderTheNamesOfDockerAndOfPodman() {
        home.credentialHelper(
                "vault",
                "case $(cat) in docker.io) " + answer("podman", "pw").strip() + ";; *) " + KNOWS_NOTHING.strip()
                        + ";; esac\n");
        assertThat(find("docker.io").map(Credential::username)).contains("podman");

        home.credentialHelper(
                "vault",
                "case $(cat) in https://index.docker.io/v1/) "
                        + answer("docker", "pw").strip() + ";; *) exit 3;; esac\n");
        assertThat(find("docker.io").map(Credential::username)).contains("docker");
    }

    @Test
    void aMissingHelperIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to ghcr.io: " + NAMED + "is not on the PATH. Install it, or take it out of"
                        + " credsStore and credHelpers in that file and log in again.");
    }

    @Test
    void aNameCannotPointOutOfThePath() {
        home.credentialHelper("vault", answer("ada", "pw"));
        FakeHome.write(folder.resolve("bin/docker-credential-x/y"), "");
        home.dockerConfig("{\"credsStore\": \"x/../docker-credential-vault\"}");

        assertThatThrownBy(() -> find("ghcr.io")).hasMessageContaining("is not on the PATH");
    }

    @Test
    void aFailingHelperIsQuotedFromItsErrorsWithoutSecrets() {
        home.credentialHelper("vault", "echo out-hunter2; echo 'vault is\n locked, token=err-hunter2' >&2; exit 7\n");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to ghcr.io: " + NAMED
                        + "failed with exit code 7: \"vault is locked, token=***\". " + BY_HAND);
    }

    @Test
    void theEndOfALongExplanationIsShown() {
        home.credentialHelper(
                "vault",
                "i=0; while [ $i -lt 100 ]; do echo \"line $i of a trace\" >&2; i=$((i+1)); done;"
                        + " echo 'the vault is sealed' >&2; exit 7\n");

        assertThatThrownBy(() -> find("ghcr.io"))
                .hasMessageContaining("exit code 7: \"… ")
                .hasMessageContaining(" line 99 of a trace the vault is sealed\". ")
                .hasMessageNotContaining("line 1 of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit status 2: gpg: decryption failed: No secret key",
                "error getting credentials - err: pass not initialized",
                "The operation couldn’t be completed, try again."
            })
    void aHelperMayExplainItselfWhereItsAnswerWouldStand(String explanation) {
        home.credentialHelper("vault", "echo \"" + explanation + "\"; exit 1\n");

        assertThatThrownBy(() -> find("ghcr.io"))
                .hasMessage("Cannot log in to ghcr.io: " + NAMED + "failed with exit code 1: \"" + explanation + "\". "
                        + BY_HAND);
    }

    @Test
    void aHelperThatDoesNotReadItsInputStillAnswers() {
        home.credentialHelper("vault", "exec <&-\n" + answer("ada", "pw"));

        assertThat(find("ghcr.io")).isPresent();
    }

    @Test
    void aHelperThatHangsIsStopped() {
        home.credentialHelper("vault", "sleep 600\n");

        assertThatThrownBy(() -> find("ghcr.io", Duration.ofMillis(300)))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to ghcr.io: " + NAMED + "gave no answer within 0.3 s. " + BY_HAND);
    }

    @Test
    void whatAHelperSaidBeforeItHungIsShown() {
        home.credentialHelper("vault", "echo 'Open https://ada:hunter2@vault.example/ to unlock' >&2; sleep 600\n");

        assertThatThrownBy(() -> find("ghcr.io", Duration.ofSeconds(2)))
                .hasMessage("Cannot log in to ghcr.io: " + NAMED
                        + "gave no answer within 2.0 s: \"Open https://***@vault.example/ to unlock\". " + BY_HAND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo hunter2", "echo '[\"hunter2\"]'", "exit 0"})
    void nonsenseIsSaidButNotRepeated(String script) {
        home.credentialHelper("vault", script + "\n");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("answered with something that is not")
                .hasNoCause()
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void aProgramThatCannotStartIsNamed() {
        home.credentialHelper("vault", "");
        FakeHome.write(folder.resolve("bin/docker-credential-vault"), "#!/nowhere/sh\n");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(NAMED + "cannot be run: ");
    }

    @Test
    void aHelperSeesTheVariablesOfTheUser() {
        home.with("VAULT_USER", "ada").credentialHelper("vault", "u=$VAULT_USER\n" + answer("'$u'", "pw"));

        assertThat(find("ghcr.io").map(Credential::username)).contains("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault.exe", "vault.cmd"})
    void onWindowsAHelperHasAnEnding(String name) {
        home.on("Windows 11")
                .with("PATH", "\"" + folder.resolve("nowhere") + "\";" + folder.resolve("bin"))
                .credentialHelper(name, answer("ada", "pw"));

        assertThat(find("ghcr.io")).isPresent();
    }

    private Optional<Credential> find(String host) {
        return find(host, Duration.ofSeconds(30));
    }

    private Optional<Credential> find(String host, Duration timeout) {
        return new DockerConfigKeychain(home.surroundings(), timeout).find(new RegistryHost(host), "");
    }

    private static String answer(String user, String secret) {
        return ANSWER.formatted(user, secret);
    }
}
