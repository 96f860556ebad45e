package dev.slipway.app;

import dev.slipway.failure.SlipwayException;

/** A log that would show the secrets that go to an engine, and that cannot be told not to. */
final class OpenWireLogException extends SlipwayException {

    OpenWireLogException() {
        super(
                Kind.ENVIRONMENT,
                "Cannot use a container engine: the log of this Maven shows everything that goes over the wire, passwords"
                        + " too. Set the level of the logger org.apache.hc.client5.http to INFO, or run without -X.",
                null);
    }
}
