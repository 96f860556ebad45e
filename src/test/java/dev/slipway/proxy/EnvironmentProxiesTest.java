package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.Credential;
import dev.slipway.registry.RegistryException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

    private static final URI HTTPS = URI.create("https://registry.example.com/v2/");
    private static final URI HTTP = URI.create("http://registry.example.com:5000/v2/");

    private static Optional<HttpProxy> proxy(Map<String, String> variables, URI target) {
        return new EnvironmentProxies(name -> Optional.ofNullable(variables.get(name)))
                .choose(target)
                .flatMap(ProxyChoice::proxy);
    }

    private static Optional<String> shown(Map<String, String> variables, URI target) {
        return proxy(variables, target).map(HttpProxy::toString);
    }

    @Test
    void eachProtocolHasAVariableInCapitalOrSmallLetters() {
        assertThat(shown(Map.of("HTTPS_PROXY", "http://one:3128"), HTTPS)).contains("one:3128");
        assertThat(shown(Map.of("https_proxy", "http://one:3128"), HTTPS)).contains("one:3128");
        assertThat(shown(Map.of("HTTP_PROXY", "http://one:3128"), HTTP)).contains("one:3128");
        assertThat(shown(Map.of("http_proxy", "http://one:3128"), HTTP)).contains("one:3128");
        assertThat(shown(Map.of("HTTPS_PROXY", "one:1", "https_proxy", "two:2"), HTTPS))
                .contains("one:1");
        assertThat(shown(Map.of("HTTPS_PROXY", "one:1"), HTTP)).isEmpty();
        assertThat(shown(Map.of("HTTP_PROXY", "one:1"), HTTPS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example.com:3128,            proxy.example.com:3128",
        "http://proxy.example.com:3128/,    proxy.example.com:3128",
        "HTTP://Proxy.example.com:3128,     proxy.example.com:3128",
        "http://proxy.example.com,          proxy.example.com:80",
        "10.1.2.3:8080,                     10.1.2.3:8080",
        "http://[2001:DB8::1]:3128,         [2001:db8::1]:3128",
        "http://anne:s3cret@proxy:3128,     proxy:3128",
        "anne:p@ss/w#rd@proxy:3128,         proxy:3128",
    })
    void addressesAreReadAsPeopleWriteThem(String value, String expected) {
        assertThat(shown(Map.of("HTTPS_PROXY", value), HTTPS)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://anne:s3cret@proxy:1,       anne, s3cret",
        "http://anne:p%40ss%3Aword@proxy:1, anne, p@ss:word",
        "http://anne:a+b@proxy:1,          anne, a+b",
        "http://anne:p@ss/w#rd:x@proxy:1,  anne, p@ss/w#rd:x",
        "http://corp%5Canne@proxy:1,       corp\\anne, ''",
    })
    void loginIsInTheAddress(String value, String user, String password) {
        assertThat(proxy(Map.of("HTTPS_PROXY", value), HTTPS).flatMap(HttpProxy::login))
                .contains(Credential.of(user, password, "HTTPS_PROXY"));
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense:port,                       names no port from 1 to 65535",
        "http://anne:s3cret@proxy:70000,      names no port from 1 to 65535",
        "http://anne:s3cret@proxy:0,          names no port from 1 to 65535",
        "https://anne:s3cret@proxy:443,       names a proxy of another kind than http",
        "socks5://proxy:1080,                 names a proxy of another kind than http",
        "http://anne:s3cret@pro xy:3128,      is no address of a proxy",
        "http://anne:s3cret%zz@proxy:3128,    has a '%' in its user or password that is not written as %25",
        "http://,                             is no address of a proxy",
    })
    void valueThatCannotBeReadIsASentenceWithoutIt(String value, String what) {
        assertThatThrownBy(() -> proxy(Map.of("https_proxy", value), HTTPS))
                .isInstanceOf(RegistryException.class)
                .hasNoCause()
                .hasMessage(
                        "Cannot find the proxy to registry.example.com: the environment variable https_proxy " + what
                                + ". Write it as http://proxy.example.com:3128, or name the proxy in <proxies> of settings.xml.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "registry.example.com",
                "REGISTRY.Example.com",
                "registry.example.com:443",
                "example.com",
                ".example.com",
                "*.example.com",
                "localhost, example.com",
                "localhost example.com",
                "10.0.0.0/8,,example.com,",
            })
    void hostsOfNoProxyAreReachedWithout(String list) {
        assertThat(shown(Map.of("HTTPS_PROXY", "nonsense:port", "NO_PROXY", list), HTTPS))
                .isEmpty();
        assertThat(shown(Map.of("HTTPS_PROXY", "proxy:1", "no_proxy", list), HTTPS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com:5000",
                ".registry.example.com",
                "*.registry.example.com",
                "ample.com",
                "registry",
                "example.org",
                "10.0.0.0/8",
                "",
            })
    void hostsBesideNoProxyAreNot(String list) {
        assertThat(shown(Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", list), HTTPS))
                .contains("proxy:1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,            https://10.1.2.3/,               true",
        "10.1.2.3:8443,       https://10.1.2.3:8443/,          true",
        "10.1.2.3:8443,       https://10.1.2.3/,               false",
        "10.0.0.0/8,          https://10.1.2.3:5000/,          true",
        "10.1.0.0/16,         https://10.2.0.1/,               false",
        "10.1.2.0/23,         https://10.1.3.255/,             true",
        "0.0.0.0/0,           https://192.0.2.1/,              true",
        "10.0.0.0/33,         https://10.0.0.0/,               false",
        "10.0.0.0/x,          https://10.0.0.0/,               false",
        "2001:db8::/32,       https://[2001:DB8:1::2]:5000/,   true",
        "2001:db8::1,         https://[2001:db8:0::1]/,        true",
        "[2001:db8::1]:5000,  https://[2001:db8::1]:5000/,     true",
        "2001:db8::/32,       https://[2001:db9::1]/,          false",
        "10.0.0.0/8,          https://[2001:db8::1]/,          false",
    })
    void addressesAndNetworksOfNoProxy(String list, URI target, boolean isCovered) {
        assertThat(shown(Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", list), target)
                        .isEmpty())
                .isEqualTo(isCovered);
    }

    @Test
    void textFormShowsNoLogin() {
        HttpProxy proxy = proxy(Map.of("HTTPS_PROXY", "http://anne:s3cret@proxy:3128"), HTTPS)
                .orElseThrow();
        assertThat(proxy).hasToString("proxy:3128");
        assertThat(ProxyChoice.through(proxy).toString()).doesNotContain("s3cret");
    }
}
