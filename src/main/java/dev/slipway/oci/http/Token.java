package dev.slipway.oci.http;

import java.time.Duration;
import java.util.List;

/** A short-lived pass that a token service gave. */
final class Token {

    private final Pass pass;
    private final List<Scope> scopes;
    private final long start = System.nanoTime();
    private final Duration lifetime;

    /** @param lifetime how long the service wants it to last */
    Token(Pass pass, List<Scope> scopes, Duration lifetime) {
        this.pass = pass;
        this.scopes = scopes;
        this.lifetime = lifetime;
    }

    Pass pass() {
        return pass;
    }

    /** Whether it is good for these scopes, and will be when a request with it arrives. */
    boolean opens(List<Scope> wanted) {
        long usable = lifetime.toNanos() / 10 * 9;
        return System.nanoTime() - start < usable && Scope.covers(scopes, wanted);
    }
}
