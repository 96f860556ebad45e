package dev.slipway.git;

import java.io.IOException;
import java.nio.file.Path;

/** Paths free of symbolic links, as git sees them. */
final class RealPath {

    private RealPath() {}

    /** The path itself, made absolute, where it does not exist. */
    static Path of(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
