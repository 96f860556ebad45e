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
     * What is known of the image that a reference names, with its id.
     *
     * @param reference as a Dockerfile may write it, or an id
     */
    Optional<Known> look(String reference);

    /**
     * An image that is here.
     *
     * @param id    of the image
     * @param image what is known of it
     */
    record Known(Digest id, StoredImage image) {}

    /**
     * What is known of an image.
     *
     * @throws EngineException if there is no such image
     */
    StoredImage inspect(Digest id);

    /**
     * What an image hands on that others build on; empty if it is not here.
     *
     * @param reference as a Dockerfile writes it
     */
    Optional<StoredBase> base(String reference);

    /** Gives an image a reference, taking it from the image that had it. */
    void tag(Digest id, ImageReference reference);

    /**
     * Takes a reference away. A reference that nothing has is no error. The engine throws an image away that has no
     * other reference.
     */
    void untag(ImageReference reference);
}
