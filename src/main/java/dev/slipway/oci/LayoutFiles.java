package dev.slipway.oci;

import dev.slipway.engine.ImageFiles;
import dev.slipway.image.Digest;
import dev.slipway.layout.Blobs;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerStack;
import dev.slipway.layout.LayerStack.UnreadableLayerException;
import dev.slipway.layout.LayoutException;
import dev.slipway.layout.OciLayout;
import dev.slipway.layout.ZstdMissingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The files of an image that lies in a layout. */
final class LayoutFiles implements ImageFiles {

    private final OciLayout layout;
    private final List<Descriptor> layers;
    private final LayerStack stack;

    /** @param layers the lowest first */
    LayoutFiles(OciLayout layout, List<Descriptor> layers) {
        this.layout = layout;
        this.layers = layers;
        Blobs blobs = layout.blobs();
        this.stack = new LayerStack(layers.stream()
                .<LayerStack.Source>map(layer -> () -> blobs.read(layer.digest()))
                .toList());
    }

    @Override
    public Optional<LayerEntry> find(String path) {
        try {
            return stack.find(path);
        } catch (UnreadableLayerException e) {
            throw damaged(e);
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        try {
            return stack.open(path);
        } catch (UnreadableLayerException e) {
            throw damaged(e);
        }
    }

    private LayoutException damaged(UnreadableLayerException e) {
        Digest layer = layers.get(e.layer()).digest();
        if (!layout.blobs().isIntact(layer)) {
            return new LayoutException(
                    "read", layout.folder(), "the blob " + layer.shortHash() + " was changed", LayoutException.ANEW, e);
        }
        String remedy = e.getCause() instanceof ZstdMissingException
                ? ZstdMissingException.REMEDY
                : "Look at the base image that brought the layer.";
        String whatHappened = "the layer " + layer.shortHash() + " cannot be read, since " + e.getMessage();
        return new LayoutException("read", layout.folder(), whatHappened, remedy, e);
    }

    @Override
    public void close() {
        try {
            stack.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
