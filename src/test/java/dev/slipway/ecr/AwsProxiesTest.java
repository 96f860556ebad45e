package dev.slipway.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.image.RegistryHost;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.Proxies;
import dev.slipway.proxy.ProxyChoice;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Registry;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.ForwardProxy;
import dev.slipway.testing.RecordingLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies for calls of AWS. */
class AwsProxiesTest {

    private static final String SECRET = "proxy-s3cret";

    @TempDir
    private Path folder;

    private final FakeEcr ecr = FakeEcr.start();
    private final ForwardProxy proxy = ForwardProxy.start().leading("aws.example.com:80", ecr.registryHost());
    private final RecordingLog log = new RecordingLog();

    @AfterEach
    void close() {
        proxy.close();
        ecr.close();
    }

    private ProxySource settings(String password) {
        Credential login = Credential.of("anne", password, "the proxy 'corp' of settings.xml");
        HttpProxy way =
                new HttpProxy(proxy.host(), proxy.port(), "the proxy 'corp' of settings.xml", Optional.of(login));
        return target -> Optional.of(ProxyChoice.through(way));
    }

    private Map<String, String> endpoints(String endpoint) {
        Map<String, String> properties = new HashMap<>(ecr.systemProperties());
        properties.put("aws.endpointUrlEcr", endpoint);
        properties.put("aws.endpointUrlSts", endpoint);
        properties.put("aws.endpointUrlEcrPublic", endpoint);
        return properties;
    }

    private EcrRegistry open(ProxySource proxies) {
        AwsPatience patience =
                new AwsPatience(new Backoff(1, Duration.ofMillis(2)), Duration.ofSeconds(2), Duration.ofSeconds(20));
        return EcrRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS, proxies, patience, log);
    }

    private RegistryHost host(ProxySource proxies) {
        try (EcrRegistry registry = open(proxies)) {
            return registry.host();
        }
    }

    @Test
    void callsGoThroughTheProxyWithItsLogin() {
        proxy.login("anne", SECRET);
        try (AwsSystemProperties leading = AwsSystemProperties.with(endpoints("http://aws.example.com"), folder);
                EcrRegistry registry = open(settings(SECRET))) {
            assertThat(leading).isNotNull();
            assertThat(registry.host().value()).isEqualTo(ecr.registryHost());
            assertThat(registry.prepare(TestRegistries.AGENT)).isTrue();
            assertThat(registry.identity()).isPresent();
        }
        assertThat(proxy.requests()).contains("407 POST http://aws.example.com/", "POST http://aws.example.com/");
    }

    @Test
    void environmentAndItsExceptionsCountToo() {
        Map<String, String> variables =
                new HashMap<>(Map.of("HTTPS_PROXY", "http://" + proxy, "HTTP_PROXY", "http://" + proxy));
        Proxies proxies = Proxies.of(ProxySource.none(), name -> Optional.ofNullable(variables.get(name)));
        try (AwsSystemProperties leading = AwsSystemProperties.with(endpoints("http://aws.example.com"), folder)) {
            assertThat(leading).isNotNull();
            assertThat(host(proxies).value()).isEqualTo(ecr.registryHost());
            int before = proxy.requests().size();
            assertThat(before).isPositive();
            variables.put("NO_PROXY", "example.com");
            assertThat(catchThrowable(() -> host(proxies))).hasMessageContaining("the host aws.example.com is unknown");
            assertThat(proxy.requests()).hasSize(before);
            variables.put("HTTPS_PROXY", "nonsense:port");
            assertThat(catchThrowable(() -> host(proxies)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(
                            "Cannot find the proxy to amazonaws.com: the environment variable HTTPS_PROXY");
        }
    }

    @Test
    void ecrPublicGoesTheSameWay() {
        try (AwsSystemProperties leading = AwsSystemProperties.with(endpoints("http://aws.example.com"), folder);
                Registry registry = ecrPublic()) {
            assertThat(leading).isNotNull();
            assertThat(registry.login().credential()).isPresent();
        }
        assertThat(proxy.requests()).contains("POST http://aws.example.com/");
    }

    @Test
    void tunnelsSeeTheLoginToo() {
        proxy.login("anne", SECRET);
        try (AwsSystemProperties leading = AwsSystemProperties.with(endpoints("https://aws.example.com"), folder)) {
            assertThat(leading).isNotNull();
            assertThat(catchThrowable(() -> host(settings(SECRET)))).isInstanceOf(RegistryException.class);
        }
        assertThat(proxy.requests()).contains("502 CONNECT aws.example.com:443");
    }

    @Test
    void hostsThatTheSettingsLeaveOutAndThisMachineAreReachedWithout() {
        try (AwsSystemProperties leading = AwsSystemProperties.leadingTo(ecr, folder)) {
            assertThat(leading).isNotNull();
            assertThat(host(settings(SECRET).exceptLoopback()).value()).isEqualTo(ecr.registryHost());
            assertThat(host(target -> Optional.of(ProxyChoice.direct())).value())
                    .isEqualTo(ecr.registryHost());
        }
        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void failuresNameTheProxyAndNotItsPassword() {
        try (AwsSystemProperties leading = AwsSystemProperties.with(endpoints("https://aws.example.com"), folder)) {
            assertThat(leading).isNotNull();
            String doing = "Cannot log in to Amazon ECR in eu-west-1: AWS cannot be reached ";
            String through = "through the proxy " + proxy;
            assertThat(failure("another", 0))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage(doing + through + ", which does not take the login (status 407). Check user name and"
                            + " password of the proxy 'corp' of settings.xml.");
            assertThat(failure(SECRET, 403))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage(doing + through + ", which forbids it (status 403). Check the proxy 'corp' of"
                            + " settings.xml, and whether the proxy may let AWS through.");
            assertThat(log.events("again ")).isEmpty();
            assertThat(failure(SECRET, 502))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(doing + "(status 502 " + through + "). ");
            proxy.close();
            assertThat(failure(SECRET, 0))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(doing + "(" + through + ": ");
            assertThat(log.events().toString()).doesNotContain(SECRET);
        }
    }

    private Throwable failure(String wanted, int status) {
        proxy.login("anne", wanted).refusing(status);
        Throwable failure = catchThrowable(() -> host(settings(SECRET)));
        assertThat(text(failure)).doesNotContain(SECRET);
        return failure;
    }

    @Test
    void ecrPublicSaysSoToo() {
        try (AwsSystemProperties leading = AwsSystemProperties.with(endpoints("https://aws.example.com"), folder);
                Registry registry = ecrPublic()) {
            assertThat(leading).isNotNull();
            proxy.login("anne", "another");
            assertThat(catchThrowable(() -> registry.login().credential()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("AWS cannot be reached through the proxy " + proxy);
        }
    }

    private Registry ecrPublic() {
        Destination.EcrPublic destination = new Destination.EcrPublic("acme", AwsAccess.ofCaller());
        return EcrRegistries.open(destination, TestRegistries.SETTINGS, settings(SECRET), log);
    }

    private static String text(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
