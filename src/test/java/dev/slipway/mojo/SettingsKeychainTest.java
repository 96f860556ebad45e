package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.FakeHome;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** With Maven's own decrypter, as {@code mvn --encrypt-password} prepares for it. */
class SettingsKeychainTest {

    private static final String MASTER_PASSWORD = "keel and hull";

    @TempDir
    private Path directory;

    private final DefaultPlexusCipher cipher = new DefaultPlexusCipher();
    private final Settings settings = new Settings();
    private SettingsKeychain keychain;

    @BeforeEach
    void withMavensDecrypter() {
        Path security = directory.resolve("settings-security.xml");
        keychain = new SettingsKeychain(
                settings,
                new DefaultSettingsDecrypter(new DefaultSecDispatcher(cipher, Map.of(), security.toString())));
    }

    @Test
    void serverOfTheHostsNameLogsIn() {
        server("ghcr.io", "ada", "hunter2");

        assertThat(find("ghcr.io", ""))
                .contains(Credential.of("ada", "hunter2", "the server 'ghcr.io' of settings.xml"));
        assertThat(find("ghcr.io", "acme/yard")).isPresent();
        assertThat(find("quay.io", "")).isEmpty();
        assertThat(find("ghcr.io:443", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acme/yard/dock, dock",
        "acme/yard,      yard",
        "acme/other,     acme",
        "acme,           acme",
        "acmes,          all",
        "'',             all",
    })
    void serverOfTheLongestNamespaceWins(String namespace, String user) {
        server("ghcr.io", "all", "x");
        server("ghcr.io/acme", "acme", "x");
        server("ghcr.io/acme/yard", "yard", "x");
        server("ghcr.io/acme/yard/dock", "dock", "x");

        assertThat(find("ghcr.io", namespace)).map(Credential::username).contains(user);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io,            index.docker.io",
        "docker.io,            registry-1.docker.io",
        "index.docker.io,      docker.io",
        "registry-1.docker.io, registry.hub.docker.com",
        "docker.io,            docker.io/acme",
    })
    void dockerHubIsKnownByAllItsNames(String host, String id) {
        server(id, "ada", "hunter2");

        assertThat(find(host, "acme")).map(Credential::username).contains("ada");
    }

    @Test
    void hostWithAPortNeedsItInTheId() {
        server("localhost:5000", "ada", "hunter2");

        assertThat(find("localhost:5000", "")).isPresent();
        assertThat(find("localhost:5001", "")).isEmpty();
    }

    @Test
    void hostsDoNotTellCapitalLettersFromSmallOnes() {
        server("GHCR.io/acme", "ada", "hunter2");

        assertThat(find("ghcr.IO", "acme")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.testing.WellKnownLogins#all")
    void loginsOfWellKnownRegistriesAreTakenAsTheyAre(String host, String user, String password) throws Exception {
        String xml = "<settings><servers><server><id>%s</id><username>%s</username><password>%s</password></server>"
                .formatted(host, escaped(user), escaped(password));
        new SettingsXpp3Reader()
                .read(new StringReader(xml + "</servers></settings>"))
                .getServers()
                .forEach(settings::addServer);

        assertThat(find(host, "")).contains(Credential.of(user, password, "the server '" + host + "' of settings.xml"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    @Test
    void encryptedPasswordIsDecrypted() throws Exception {
        writeMasterPassword();
        server("ghcr.io", "ada", cipher.encryptAndDecorate("hunter2", MASTER_PASSWORD));

        assertThat(find("ghcr.io", "").map(Credential::password)).contains("hunter2");
    }

    @Test
    void passwordThatCannotBeDecryptedIsNamedWithItsServer() throws Exception {
        server("ghcr.io", "ada", cipher.encryptAndDecorate("hunter2", MASTER_PASSWORD));

        assertThatThrownBy(() -> find("ghcr.io", ""))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith("Cannot decrypt the password of the server 'ghcr.io' in settings.xml: ")
                .hasMessageEndingWith(
                        ". Encrypt it again with the master password of this machine (mvn --encrypt-password, or"
                                + " mvnenc encrypt for Maven 4).")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void passwordThatCannotBeDecryptedHarmsNobodyElse() throws Exception {
        server("quay.io", "ada", cipher.encryptAndDecorate("hunter2", MASTER_PASSWORD));
        server("ghcr.io", "ada", "plain");

        assertThat(find("ghcr.io", "")).isPresent();
    }

    @Test
    void serverWithoutAPasswordIsPassedOver() {
        server("ghcr.io/acme", "key only", null);
        server("ghcr.io", "ada", "hunter2");

        assertThat(find("ghcr.io", "acme")).map(Credential::username).contains("ada");
    }

    @Test
    void passwordWithoutAUserIsTakenAsItIs() {
        server("ghcr.io", null, "hunter2");

        assertThat(find("ghcr.io", "")).contains(Credential.of("", "hunter2", "the server 'ghcr.io' of settings.xml"));
    }

    private void writeMasterPassword() throws Exception {
        String master = cipher.encryptAndDecorate(MASTER_PASSWORD, DefaultSecDispatcher.SYSTEM_PROPERTY_SEC_LOCATION);
        FakeHome.write(
                directory.resolve("settings-security.xml"),
                "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
    }

    private Optional<Credential> find(String host, String namespace) {
        return keychain.find(new RegistryHost(host), namespace);
    }

    private void server(String id, @Nullable String user, @Nullable String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        settings.addServer(server);
    }
}
