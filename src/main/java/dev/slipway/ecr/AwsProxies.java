package dev.slipway.ecr;

import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.ProxyChoice;
import dev.slipway.proxy.ProxySource;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Leads calls of AWS through the proxies of a source, and shows these the logins that they want. The SDK itself heeds
 * neither {@code HTTPS_PROXY} nor {@code https.proxyHost}: it takes those for proxies that are spoken to with TLS.
 */
final class AwsProxies extends DefaultRoutePlanner implements CredentialsProvider {

    /** All of AWS speaks TLS. */
    private static final URI ANY = URI.create("https://amazonaws.com/");

    private final ProxySource source;
    private final Map<String, HttpProxy> chosen = new ConcurrentHashMap<>();

    private AwsProxies(ProxySource source) {
        super(null);
        this.source = source;
    }

    /** Empty if the source says nothing of such calls; then the SDK's own settings count. */
    static Optional<AwsProxies> in(ProxySource source) {
        return source.choose(ANY).map(choice -> new AwsProxies(source));
    }

    /** The proxy for a call. */
    Optional<HttpProxy> proxy(URI target) {
        return source.choose(target).flatMap(ProxyChoice::proxy);
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        return proxy(URI.create(target.toURI())).map(this::route).orElse(null);
    }

    private HttpHost route(HttpProxy proxy) {
        chosen.put(key(proxy.host(), proxy.port()), proxy);
        return new HttpHost("http", proxy.host(), proxy.port());
    }

    private static String key(@Nullable String host, int port) {
        return String.valueOf(host).toLowerCase(Locale.ROOT) + " " + port;
    }

    @Override
    public @Nullable Credentials getCredentials(AuthScope scope, @Nullable HttpContext context) {
        return Optional.ofNullable(chosen.get(key(scope.getHost(), scope.getPort())))
                .flatMap(HttpProxy::login)
                .map(login -> new UsernamePasswordCredentials(
                        login.username(), login.password().toCharArray()))
                .orElse(null);
    }
}
