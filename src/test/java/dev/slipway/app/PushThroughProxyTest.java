package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.ProxyChoice;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.ForwardProxy;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pushes to a registry that only a proxy knows the way to. */
class PushThroughProxyTest {

    private static final String HOST = "registry.example.com:5000";

    @TempDir
    private Path folder;

    private final RegistryProcess registry = RegistryProcess.start();
    private final ForwardProxy one = ForwardProxy.start().leading(HOST, registry.host());
    private final ForwardProxy other = ForwardProxy.start().leading(HOST, registry.host());
    private LayoutModules modules;

    @BeforeEach
    void build() {
        modules = new LayoutModules(folder, "agent").built("one");
    }

    @AfterEach
    void close() {
        modules.close();
        one.close();
        other.close();
        registry.close();
    }

    private static ImagePlan.Publication publication(String host) {
        return new ImagePlan.Publication(
                new Destination.Host(RegistryHost.parse(host), "", true), RepositoryName.parse("fleet/agent"), false);
    }

    private List<String> pushedTags() {
        modules.push("agent", publication(HOST));
        return RegistryContents.of(registry).tags("fleet/agent");
    }

    private static ProxySource settings(ForwardProxy proxy) {
        HttpProxy way = new HttpProxy(proxy.host(), proxy.port(), "settings.xml", Optional.empty());
        return target -> Optional.of(ProxyChoice.through(way));
    }

    @Test
    void environmentLeadsThroughTheProxy() {
        // the registry is asked for TLS first, and does without
        modules.with("https_proxy", "http://" + one).with("HTTP_PROXY", "http://" + one);
        assertThat(pushedTags()).contains("1.0");
        assertThat(one.requests()).contains("CONNECT " + HOST, "HEAD http://" + HOST + "/v2/fleet/agent/manifests/1.0");
    }

    @Test
    void settingsGoBeforeTheEnvironment() {
        modules.with("HTTPS_PROXY", "nonsense:port").with("HTTP_PROXY", other.toString());
        modules.settingsProxies(settings(one));
        assertThat(pushedTags()).contains("1.0");
        assertThat(one.requests()).isNotEmpty();
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void registryOfNoProxyIsLookedForWithout() {
        modules.with("HTTPS_PROXY", one.toString()).with("NO_PROXY", "example.com");
        assertThatThrownBy(this::pushedTags)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the name of the registry's host is not known");
        assertThat(one.requests()).isEmpty();
    }

    @Test
    void registryOfThisMachineIsReachedWithout() {
        modules.with("HTTPS_PROXY", one.toString()).with("HTTP_PROXY", one.toString());
        modules.settingsProxies(settings(one));
        modules.push("agent", publication(registry.host()));
        assertThat(RegistryContents.of(registry).tags("fleet/agent")).contains("1.0");
        assertThat(one.requests()).isEmpty();
    }
}
