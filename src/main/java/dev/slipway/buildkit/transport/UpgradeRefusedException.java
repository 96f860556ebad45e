package dev.slipway.buildkit.transport;

import java.io.IOException;

/** A daemon that does not offer what we need at a path; another way to build may work. */
public final class UpgradeRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param path         such as {@code /grpc}
     * @param whatHappened a clause, such as «it answers '404 Not Found'»
     */
    public UpgradeRefusedException(String path, String whatHappened) {
        super("HTTP/2 is not offered at POST " + path + ": " + whatHappened);
    }
}
