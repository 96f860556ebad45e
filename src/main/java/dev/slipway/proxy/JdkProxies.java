package dev.slipway.proxy;

import dev.slipway.registry.Credential;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The system properties of Java: {@code https.proxyHost}, {@code https.proxyPort}, {@code http.proxyHost},
 * {@code http.proxyPort} and {@code http.nonProxyHosts}, and whatever else Java's own choice heeds. User and password are
 * in {@code https.proxyUser} and {@code https.proxyPassword}, as for the AWS SDK.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">Networking properties</a>
 */
final class JdkProxies implements ProxySource {

    @Override
    public Optional<ProxyChoice> choose(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        Optional<HttpProxy> proxy = selected(target)
                .map(address ->
                        new HttpProxy(address.getHostString(), address.getPort(), source(scheme), login(scheme)));
        return proxy.isPresent() || property(scheme + ".proxyHost").isPresent()
                ? Optional.of(new ProxyChoice(proxy))
                : Optional.empty();
    }

    private static Optional<InetSocketAddress> selected(URI target) {
        ProxySelector selector = ProxySelector.getDefault();
        return (selector == null ? List.<Proxy>of() : selector.select(target))
                .stream()
                        .findFirst()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .map(proxy -> (InetSocketAddress) proxy.address());
    }

    private static Optional<Credential> login(String scheme) {
        return property(scheme + ".proxyUser")
                .map(user ->
                        Credential.of(user, property(scheme + ".proxyPassword").orElse(""), source(scheme)));
    }

    private static String source(String scheme) {
        return "-D" + scheme + ".proxyHost and -D" + scheme + ".proxyUser";
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }
}
