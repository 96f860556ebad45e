package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Credential;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maven's settings, then Java's system properties, then the environment. */
class ProxiesTest {

    private static final URI HTTPS = URI.create("https://registry.example.com/");
    private static final URI HTTP = URI.create("http://registry.example.com/");
    private static final List<String> PROPERTIES = List.of(
            "https.proxyHost", "https.proxyPort", "https.proxyUser", "https.proxyPassword", "http.nonProxyHosts");

    private final Map<String, String> variables =
            new HashMap<>(Map.of("HTTPS_PROXY", "environment:3", "HTTP_PROXY", "environment:3"));

    @AfterEach
    void clear() {
        PROPERTIES.forEach(System::clearProperty);
    }

    private Optional<String> found(ProxySource settings, URI target) {
        return Proxies.of(settings, name -> Optional.ofNullable(variables.get(name)))
                .find(target)
                .map(HttpProxy::toString);
    }

    private static ProxySource settings() {
        HttpProxy proxy = new HttpProxy("settings", 1, "settings.xml", Optional.empty());
        return target -> Optional.of(ProxyChoice.through(proxy));
    }

    private static void useProperties() {
        System.setProperty("https.proxyHost", "java");
        System.setProperty("https.proxyPort", "2");
    }

    @Test
    void settingsGoBeforePropertiesAndTheseBeforeTheEnvironment() {
        assertThat(found(ProxySource.none(), HTTPS)).contains("environment:3");
        useProperties();
        assertThat(found(ProxySource.none(), HTTPS)).contains("java:2");
        assertThat(found(ProxySource.none(), HTTP)).contains("environment:3");
        assertThat(found(settings(), HTTPS)).contains("settings:1");
    }

    @Test
    void whatAPlaceLeavesOutIsNotAskedElsewhere() {
        assertThat(found(target -> Optional.of(ProxyChoice.direct()), HTTPS)).isEmpty();
        useProperties();
        System.setProperty("http.nonProxyHosts", "*.example.com");
        assertThat(found(ProxySource.none(), HTTPS)).isEmpty();
    }

    @Test
    void nothingSaidAnywhereMeansNoProxy() {
        variables.clear();
        assertThat(found(ProxySource.none(), HTTPS)).isEmpty();
        assertThat(Proxies.ofJdk().find(HTTPS)).isEmpty();
    }

    @Test
    void propertiesMayHaveALogin() {
        useProperties();
        System.setProperty("https.proxyUser", "anne");
        System.setProperty("https.proxyPassword", "s3cret");
        assertThat(Proxies.ofJdk().find(HTTPS).flatMap(HttpProxy::login))
                .contains(Credential.of("anne", "s3cret", "-Dhttps.proxyHost and -Dhttps.proxyUser"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5000/",
                "https://LOCALHOST/",
                "https://127.0.0.1:5000/",
                "https://127.1.2.3/",
                "https://[::1]:5000/",
            })
    void thisMachineIsReachedWithout(URI target) {
        assertThat(found(settings(), target)).isEmpty();
        useProperties();
        assertThat(found(settings(), target)).isEmpty();
    }

    @Test
    void thisMachineHasAnotherSpellingThatOnlyJavaDoesNotKnow() {
        assertThat(found(settings(), URI.create("https://[0:0:0:0:0:0:0:1]/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost.example.com/", "https://128.0.0.1/", "https://127.example.com/"})
    void otherMachinesOnlyLookLikeIt(URI target) {
        assertThat(found(settings(), target)).contains("settings:1");
    }
}
