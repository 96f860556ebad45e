package dev.slipway.engine;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import java.util.Optional;

/** The images that an engine keeps. */
public interface LocalImages {

    /**
     * The id of the image that a reference names.
     *
     * @param reference as a Dockerfile may write it, with or without tag or digest
     */
    Optional<Digest> find(String reference);

    /**
     * What is known of an image.
     *
     * @throws EngineException if there is no such image
     */
    StoredImage inspect(Digest id);

    /** Gives an image a reference, taking it from the image that had it. */
    void tag(Digest id, ImageReference reference);

    /**
     * Takes a reference away. A reference that nothing has is no error. The engine throws an image away that has no
     * other reference.
     */
    void untag(ImageReference reference);
}
