package dev.slipway.testing;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where an engine of ours lies.
 *
 * @param socket the unix socket at which it answers
 * @param state the folder in which those who use it are written down
 */
record EngineSite(Path socket, Path state) {

    /** The site at which every Docker client looks by default. */
    static EngineSite standard() {
        return new EngineSite(Path.of("/var/run/docker.sock"), Path.of("/run/slipway-engine"));
    }

    /** Whether {@code host} is the address of this site. */
    boolean isAt(URI host) {
        return host.equals(URI.create("unix://" + socket));
    }
}
