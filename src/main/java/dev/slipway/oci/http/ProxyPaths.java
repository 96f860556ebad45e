package dev.slipway.oci.http;

import dev.slipway.proxy.Proxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Tells Java's HTTP client which proxies to use. */
final class ProxyPaths extends ProxySelector {

    private final Proxies proxies;

    ProxyPaths(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI target) {
        return List.of(proxies.find(target)
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI target, SocketAddress proxy, IOException failure) {
        // there is no second one to try
    }
}
