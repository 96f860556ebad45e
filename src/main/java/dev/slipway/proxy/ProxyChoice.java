package dev.slipway.proxy;

import java.util.Optional;

/**
 * The way that one place wants a request to go; it is final, whatever other places say.
 *
 * @param proxy empty: none
 */
public record ProxyChoice(Optional<HttpProxy> proxy) {

    /** Straight to its target. */
    public static ProxyChoice direct() {
        return new ProxyChoice(Optional.empty());
    }

    /** Through a proxy. */
    public static ProxyChoice through(HttpProxy proxy) {
        return new ProxyChoice(Optional.of(proxy));
    }
}
