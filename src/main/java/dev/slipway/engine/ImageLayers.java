package dev.slipway.engine;

import dev.slipway.image.ImageContent;
import dev.slipway.image.Platform;
import dev.slipway.layout.Layer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Images as their layers: what is in them, and how one more is laid on top. */
public interface ImageLayers {

    /**
     * Opens an image; the caller closes it.
     *
     * @param platform one of the image's platforms
     * @throws EngineException if it is not there, or cannot be read
     */
    ImageFiles open(ImageContent image, Platform platform);

    /**
     * Makes another image: the same with one more layer for each of its platforms. Its configuration stays as it is,
     * but for the history and the labels that come with the layer. The same image with the same layer gives the same
     * image again. It has no name yet.
     *
     * @param layers one for each of the image's platforms
     * @param time   the time of the history's entry; empty for the one that the image says it was created at
     * @throws EngineException if the image is not there, or the other cannot be stored
     */
    ImageContent add(ImageContent image, Map<Platform, Layer> layers, Optional<Instant> time);

    /**
     * Throws an image away that has no name and that {@link #add} was given, where that costs no later build anything.
     */
    void forget(ImageContent image);
}
