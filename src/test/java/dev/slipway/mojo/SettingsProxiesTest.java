package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.ProxyChoice;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.FakeHome;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** With Maven's own reader and decrypter. */
class SettingsProxiesTest {

    private static final String HTTPS = "https://registry.example.com/v2/";
    private static final String HTTP = "http://registry.example.com/v2/";
    private static final String MASTER_PASSWORD = "keel and hull";

    @TempDir
    private Path directory;

    private final DefaultPlexusCipher cipher = new DefaultPlexusCipher();

    private Optional<ProxyChoice> choice(String target, String... proxies) throws Exception {
        String xml = "<settings><proxies>" + String.join("", proxies) + "</proxies></settings>";
        Settings settings = new SettingsXpp3Reader().read(new StringReader(xml));
        String security = directory.resolve("settings-security.xml").toString();
        return new SettingsProxies(
                        settings, new DefaultSettingsDecrypter(new DefaultSecDispatcher(cipher, Map.of(), security)))
                .choose(URI.create(target));
    }

    private Optional<String> chosen(String target, String... proxies) throws Exception {
        return choice(target, proxies).flatMap(ProxyChoice::proxy).map(HttpProxy::toString);
    }

    private static String proxy(String protocol, String host, String more) {
        return "<proxy><id>corp</id><protocol>" + protocol + "</protocol><host>" + host + "</host><port>3128</port>"
                + more + "</proxy>";
    }

    @Test
    void httpsWithoutAProxyOfItsOwnTakesTheOneForHttp() throws Exception {
        assertThat(chosen(HTTPS, proxy("http", "plain", ""))).contains("plain:3128");
        assertThat(chosen(HTTPS, proxy("http", "plain", ""), proxy("HTTPS", "secure", "")))
                .contains("secure:3128");
        assertThat(chosen(HTTP, proxy("http", "plain", ""), proxy("https", "secure", "")))
                .contains("plain:3128");
        assertThat(chosen(HTTPS, proxy("http", "first", ""), proxy("http", "second", "")))
                .contains("first:3128");
    }

    @Test
    void nothingIsSaidWithoutAnActiveProxyForTheProtocol() throws Exception {
        assertThat(choice(HTTPS)).isEmpty();
        assertThat(choice(HTTP, proxy("https", "secure", ""))).isEmpty();
        assertThat(choice(HTTPS, proxy("socks5", "socks", ""))).isEmpty();
        assertThat(choice(HTTPS, proxy("https", "idle", "<active>false</active>")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com,                true",
        "REGISTRY.example.com,                true",
        "*.example.com,                       true",
        "registry.*,                          true",
        "*,                                   true",
        "localhost|*.example.com|127.*,       true",
        "localhost | *.example.com,           true",
        "example.com,                         false",
        "*.example.org,                       false",
        "registry.example.co,                 false",
        "registryxexample.com,                false",
        "'localhost,*.example.com',           false",
    })
    void nonProxyHostsAreReachedWithout(String hosts, boolean isLeftOut) throws Exception {
        Optional<ProxyChoice> choice =
                choice(HTTPS, proxy("https", "secure", "<nonProxyHosts>" + hosts + "</nonProxyHosts>"));
        assertThat(choice).isPresent();
        assertThat(choice.flatMap(ProxyChoice::proxy).isEmpty()).isEqualTo(isLeftOut);
    }

    @Test
    void hostThatOneProxyLeavesOutGoesThroughTheNext() throws Exception {
        String secure = proxy("https", "secure", "<nonProxyHosts>*.example.com</nonProxyHosts>");
        assertThat(chosen(HTTPS, secure, proxy("https", "other", ""))).contains("other:3128");
        assertThat(chosen(HTTPS, secure, proxy("http", "plain", ""))).contains("plain:3128");
    }

    @Test
    void passwordIsDecrypted() throws Exception {
        String master = cipher.encryptAndDecorate(MASTER_PASSWORD, DefaultSecDispatcher.SYSTEM_PROPERTY_SEC_LOCATION);
        FakeHome.write(
                directory.resolve("settings-security.xml"),
                "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
        assertThat(login(cipher.encryptAndDecorate("hunter2", MASTER_PASSWORD)))
                .contains(Credential.of("anne", "hunter2", "the proxy 'corp' of settings.xml"));
    }

    @Test
    void passwordThatCannotBeDecryptedIsNamedWithItsProxy() throws Exception {
        String encrypted = cipher.encryptAndDecorate("hunter2", MASTER_PASSWORD);
        assertThatThrownBy(() -> login(encrypted))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith("Cannot decrypt the password of the proxy 'corp' in settings.xml: ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void passwordInPlainTextAndUserWithoutOneAreTakenAsTheyAre() throws Exception {
        assertThat(login("plain")).map(Credential::password).contains("plain");
        assertThat(login("")).map(Credential::password).contains("");
    }

    private Optional<Credential> login(String password) throws Exception {
        return choice(HTTPS, proxy("https", "p", "<username>anne</username><password>" + password + "</password>"))
                .flatMap(ProxyChoice::proxy)
                .flatMap(HttpProxy::login);
    }
}
