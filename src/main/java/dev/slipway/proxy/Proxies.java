package dev.slipway.proxy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The places that are asked for a proxy, one after the other. Safe for use by several threads. */
public final class Proxies implements ProxySource {

    private final List<ProxySource> sources;

    private Proxies(ProxySource... sources) {
        this.sources = List.of(sources);
    }

    /** What Java's system properties say alone. */
    public static Proxies ofJdk() {
        return new Proxies(new JdkProxies());
    }

    /**
     * Maven's settings, then Java's system properties, then the environment.
     *
     * @param settings  what Maven's settings say
     * @param variables what the environment says
     */
    public static Proxies of(ProxySource settings, Function<String, Optional<String>> variables) {
        return new Proxies(
                settings.exceptLoopback(), new JdkProxies(), new EnvironmentProxies(variables).exceptLoopback());
    }

    /** What the first place says that says anything. */
    @Override
    public Optional<ProxyChoice> choose(URI target) {
        return sources.stream()
                .flatMap(source -> source.choose(target).stream())
                .findFirst();
    }

    /**
     * The proxy for a request; empty if it goes straight to its target.
     *
     * @throws dev.slipway.failure.SlipwayException if a place that is asked says what cannot be read
     */
    public Optional<HttpProxy> find(URI target) {
        return choose(target).flatMap(ProxyChoice::proxy);
    }
}
