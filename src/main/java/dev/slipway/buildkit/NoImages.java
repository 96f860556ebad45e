package dev.slipway.buildkit;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredBase;
import dev.slipway.engine.StoredImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import java.util.Optional;

/** The images that a BuildKit daemon keeps: none. */
record NoImages() implements LocalImages {

    @Override
    public Optional<Digest> find(String reference) {
        return Optional.empty();
    }

    @Override
    public Optional<Known> look(String reference) {
        return Optional.empty();
    }

    @Override
    public StoredImage inspect(Digest id) {
        throw none("Cannot look at the image " + id.shortHash());
    }

    @Override
    public Optional<StoredBase> base(String reference) {
        return Optional.empty();
    }

    @Override
    public void tag(Digest id, ImageReference reference) {
        throw none("Cannot tag the image " + id.shortHash() + " as " + reference);
    }

    @Override
    public void untag(ImageReference reference) {}

    private static EngineException none(String doing) {
        return new EngineException(
                doing, "a BuildKit daemon keeps no images", "Build it again, so that it lies in a layout.", null);
    }
}
