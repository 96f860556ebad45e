package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.credentials.DockerConfigKeychain;
import dev.slipway.image.RegistryHost;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a helper program behind docker's config, which writes down each time that it is asked. */
@Tag("linux")
class KeychainLoginTest {

    private static final RegistryHost HOST = RegistryHost.parse("ghcr.io");
    private static final Credential OWN = Credential.of("AWS", "own", "AWS");

    @TempDir
    private Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder).dockerConfig("{\"credsStore\": \"vault\"}");
    }

    @Test
    void keychainsAreAskedOnce() throws IOException {
        helperSays("ada", "one");
        Login login = login(Login.anonymous());

        assertThat(login.credential()).map(Credential::password).contains("one");
        assertThat(login.credential()).map(Credential::password).contains("one");
        assertThat(asked()).isOne();
    }

    @Test
    void keychainsThatKnowNothingAreAskedOnceToo() throws IOException {
        helperKnowsNothing();
        Login login = login(Login.of(Optional.of(OWN)));

        assertThat(login.credential()).contains(OWN);
        assertThat(login.credential()).contains(OWN);
        assertThat(asked()).isOne();
        assertThat(login.renewed(OWN)).isEmpty();
        assertThat(asked()).isOne();
    }

    @Test
    void loginOfTheUserGoesBeforeTheRegistrysOwnWay() {
        helperSays("ada", "one");

        assertThat(login(Login.of(Optional.of(OWN))).credential())
                .map(Credential::username)
                .contains("ada");
    }

    @Test
    void helperIsAskedAgainAfterARefusal() throws IOException {
        helperSays("ada", "one");
        Login login = login(Login.anonymous());
        Credential refused = login.credential().orElseThrow();
        helperSays("ada", "two");

        assertThat(login.renewed(refused)).map(Credential::password).contains("two");
        assertThat(login.credential()).map(Credential::password).contains("two");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void whoComesLateWithARefusalGetsWhatSomebodyElseWasGiven() throws IOException {
        helperSays("ada", "one");
        Login login = login(Login.anonymous());
        Credential refused = login.credential().orElseThrow();
        helperSays("ada", "two");
        login.renewed(refused);

        assertThat(login.renewed(refused)).map(Credential::password).contains("two");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void sameCredentialAgainIsNoOther() {
        helperSays("ada", "one");
        Login login = login(Login.anonymous());
        Credential refused = login.credential().orElseThrow();

        assertThat(login.renewed(refused)).isEmpty();
        assertThat(login.credential()).contains(refused);
    }

    @Test
    void registrysOwnWayIsGoneWhereTheLoginOfTheUserIsRefused() throws IOException {
        helperSays("AWS", "expired");
        Login login = login(Login.of(Optional.of(OWN)));
        Credential refused = login.credential().orElseThrow();

        assertThat(login.renewed(refused)).contains(OWN);
        assertThat(login.credential()).contains(OWN);
        assertThat(login.renewed(OWN)).isEmpty();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void closedOwnWayLeavesItAtTheRefusal() {
        helperSays("AWS", "expired");
        Login login = login(new Login() {
            @Override
            public Optional<Credential> credential() {
                throw new CredentialException("Cannot ask AWS", "there are no credentials", "Find some.", null);
            }

            @Override
            public Optional<Credential> renewed(Credential refused) {
                return credential();
            }
        });
        Credential refused = login.credential().orElseThrow();

        assertThat(login.renewed(refused)).isEmpty();
        assertThat(login.credential()).contains(refused);
    }

    @Test
    void failureOfAHelperIsSaidAndTheHelperAskedAgainNextTime() throws IOException {
        helper("echo 'the vault is sealed' >&2; exit 3\n");
        Login login = login(Login.of(Optional.of(OWN)));

        assertThatThrownBy(login::credential)
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("failed with exit code 3: \"the vault is sealed\"");

        helperSays("ada", "one");
        assertThat(login.credential()).map(Credential::password).contains("one");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void failureOfAHelperAfterARefusalIsSaid() {
        helperSays("ada", "one");
        Login login = login(Login.anonymous());
        Credential refused = login.credential().orElseThrow();
        helper("exit 3\n");

        assertThatThrownBy(() -> login.renewed(refused)).hasMessageContaining("failed with exit code 3");
    }

    private Login login(Login otherwise) {
        return new KeychainLogin(new DockerConfigKeychain(home.surroundings()), HOST, "", otherwise);
    }

    private void helperSays(String user, String password) {
        helper("echo '{\"Username\": \"%s\", \"Secret\": \"%s\"}'\n".formatted(user, password));
    }

    private void helperKnowsNothing() {
        helper("echo 'credentials not found in native keychain'; exit 1\n");
    }

    private void helper(String script) {
        home.credentialHelper("vault", "echo x >> '" + folder.resolve("asked") + "'\n" + script);
    }

    private long asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked")).size();
    }
}
