package dev.slipway.proxy;

import java.net.URI;
import java.util.Optional;

/** A place where users say which proxy to use. Safe for use by several threads. */
@FunctionalInterface
public interface ProxySource {

    /**
     * How a request goes; empty if this place says nothing about such requests.
     *
     * @param target an address with {@code http} or {@code https}
     * @throws dev.slipway.failure.SlipwayException if what it says cannot be read
     */
    Optional<ProxyChoice> choose(URI target);

    /** A place where nobody has said anything. */
    static ProxySource none() {
        return target -> Optional.empty();
    }

    /** The same, which says nothing about targets on this machine: no proxy can reach those. */
    default ProxySource exceptLoopback() {
        return target -> TargetHost.of(target).isLoopback() ? Optional.empty() : choose(target);
    }
}
