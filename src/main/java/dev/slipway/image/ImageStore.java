package dev.slipway.image;

import java.net.URI;
import java.nio.file.Path;

/** Where a built image lies until it is published. */
public sealed interface ImageStore {

    /**
     * In the store of a container engine.
     *
     * @param endpoint where the engine listens
     */
    record InDaemon(URI endpoint) implements ImageStore {}

    /**
     * In a folder of files.
     *
     * @param folder an OCI image layout; always absolute
     * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md">OCI image specification, image layout</a>
     */
    record InLayout(Path folder) implements ImageStore {

        /** Makes the folder absolute. */
        public InLayout {
            folder = folder.toAbsolutePath().normalize();
        }
    }
}
