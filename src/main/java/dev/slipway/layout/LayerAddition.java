package dev.slipway.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes the files of an image with one more layer for each of its platforms. The same image and layers give the same. */
public final class LayerAddition {

    private final OciLayout layout;
    private final ImageTree.Reader reader;
    private final Map<Platform, Layer> layers;
    private final Optional<Instant> time;

    /**
     * An addition to images of a layout.
     *
     * @param layers for all platforms of the image
     * @param time   of the entry in the history; empty for the one that the image says it was created at
     */
    public LayerAddition(OciLayout layout, Map<Platform, Layer> layers, Optional<Instant> time) {
        this.layout = layout;
        this.reader = new ImageTree.Reader(layout.folder(), layout.blobs());
        this.layers = Map.copyOf(layers);
        this.time = time;
    }

    /**
     * Writes the blobs of the other image; the layout holds the same image as before.
     *
     * @return the root of the other image
     * @throws LayoutException if the layout is damaged or cannot be written
     */
    public Descriptor write(ImageTree image) {
        Map<Digest, PlatformImage> images = new HashMap<>();
        layout.images(image).forEach(one -> images.put(one.descriptor().digest(), one));
        try {
            return rewritten(image.root(), images);
        } catch (IOException e) {
            throw OciLayout.unwritable(layout.folder(), e);
        }
    }

    private Descriptor rewritten(Descriptor descriptor, Map<Digest, PlatformImage> images) throws IOException {
        if (!descriptor.isIndex()) {
            return manifest(Objects.requireNonNull(images.get(descriptor.digest())));
        }
        ObjectNode index = ExactJson.parse(reader.bytes(descriptor.digest()));
        for (JsonNode entry : index.path("manifests")) {
            ExactJson.point((ObjectNode) entry, rewritten(Descriptor.parse(entry), images));
        }
        return added(descriptor, ExactJson.bytes(index));
    }

    private Descriptor manifest(PlatformImage image) throws IOException {
        Layer layer = Objects.requireNonNull(layers.get(image.platform()), image.platform()::toString);
        LayerTar tar = new LayerTar(layer);
        byte[] configuration =
                image.configuration().plus(layer, tar.diffId(), time).bytes();
        ImageManifest manifest = image.manifest();
        return added(
                image.descriptor(),
                manifest.plus(
                                added(manifest.config(), configuration),
                                added(Descriptor.of(manifest.layerType(), tar.diffId(), 0), tar.gzip()))
                        .bytes());
    }

    /** The descriptor of a blob that takes the place of another. */
    private Descriptor added(Descriptor replaced, byte[] content) throws IOException {
        return new Descriptor(replaced.mediaType(), layout.blobs().add(content), content.length, replaced.platform());
    }
}
