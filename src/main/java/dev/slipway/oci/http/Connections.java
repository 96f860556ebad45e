package dev.slipway.oci.http;

import dev.slipway.image.RegistryHost;
import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.Proxies;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are kept open between requests. They have a thread from the first request on, which a build that asks
 * no registry does not need. Safe for use by several threads.
 */
public final class Connections {

    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** Routers forget connections that are silent for some minutes, and tell nobody. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final Optional<RegistryHost> unchecked;
    private final Proxies proxies;
    private final Duration rest;
    private @Nullable HttpClient http;
    private long last;

    /** @param rest after which connections are not used again */
    Connections(Optional<RegistryHost> unchecked, Proxies proxies, Duration rest) {
        this.unchecked = unchecked;
        this.proxies = proxies;
        this.rest = rest;
    }

    /** Connections to servers whose certificates are in order. */
    public static Connections checked(Proxies proxies) {
        return new Connections(Optional.empty(), proxies, REST);
    }

    /** Connections that take any certificate of one registry; all other servers have to have one that is in order. */
    public static Connections unchecked(RegistryHost host, Proxies proxies) {
        return new Connections(Optional.of(host), proxies, REST);
    }

    /** The proxy that requests go through; see {@link Proxies#find}. */
    Optional<HttpProxy> proxy(URI target) {
        return proxies.find(target);
    }

    /** A client that follows no redirections by itself: it would not know who may see a login. */
    synchronized HttpClient http() {
        long now = System.nanoTime();
        HttpClient client = http == null || now - last > rest.toNanos() ? open() : http;
        http = client;
        last = now;
        return client;
    }

    private HttpClient open() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new ProxyPaths(proxies))
                .connectTimeout(CONNECT);
        unchecked.ifPresent(host -> builder.sslContext(trusting(host)));
        return builder.build();
    }

    private static SSLContext trusting(RegistryHost host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {LenientTrust.of(host)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has TLS", e);
        }
    }
}
