package dev.slipway.app;

import java.util.Optional;

/** The passwords of the servers in Maven's settings. */
@FunctionalInterface
public interface ServerPasswords {

    /**
     * The password of a server, decrypted; empty without such a server, or without a password.
     *
     * @throws dev.slipway.failure.SlipwayException if it cannot be decrypted
     */
    Optional<String> find(String serverId);
}
