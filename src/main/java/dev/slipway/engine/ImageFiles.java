package dev.slipway.engine;

import dev.slipway.layout.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of an image for one platform, as a container made of it would see them. */
public interface ImageFiles extends AutoCloseable {

    /**
     * What is at a path. A symbolic link on the way or at the end is not followed: what lies behind one is not found.
     *
     * @param path from the root of the image, separated by slashes, without one at either end; the empty text for the
     *     root itself
     * @throws EngineException if the image cannot be read
     */
    Optional<LayerEntry> find(String path);

    /**
     * The bytes of a regular file.
     *
     * @param path as {@link #find} takes it
     * @throws IOException if it cannot be read
     */
    InputStream open(String path) throws IOException;

    /** Gives back what was needed to read the image. */
    @Override
    void close();
}
