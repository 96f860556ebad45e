package dev.slipway.oci;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ImageFiles;
import dev.slipway.engine.ImageLayers;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.ImageTree;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerAddition;
import dev.slipway.layout.LayoutException;
import dev.slipway.layout.OciLayout;
import dev.slipway.layout.PlatformImage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layers of images that lie in layouts. */
public final class LayoutLayers implements ImageLayers {

    /** @throws LayoutException if the layout is damaged or does not hold the image */
    @Override
    public ImageFiles open(ImageContent image, Platform platform) {
        OciLayout layout = layout(image);
        PlatformImage found = layout.images(layout.get(image.id())).stream()
                .filter(one -> one.platform().equals(platform))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        "Cannot read the files of the image " + image.id().shortHash(),
                        "it is not for " + platform + " but for "
                                + image.platforms().stream()
                                        .map(Platform::toString)
                                        .collect(Collectors.joining(", ")),
                        "Build it for " + platform + ".",
                        null));
        return new LayoutFiles(layout, found.manifest().layers());
    }

    private static OciLayout layout(ImageContent image) {
        if (image.store() instanceof ImageStore.InLayout store) {
            return new OciLayout(store.folder());
        }
        throw new AssertionError(image.store());
    }

    /** @throws LayoutException if the layout is damaged, does not hold the image, or cannot be written */
    @Override
    public ImageContent add(ImageContent image, Map<Platform, Layer> layers, Optional<Instant> time) {
        OciLayout layout = layout(image);
        ImageTree tree = layout.get(image.id());
        checkAlone(layout, tree);
        Descriptor root = new LayerAddition(layout, layers, time).write(tree);
        layout.replace(image.id(), root);
        return layout.content(image.bases());
    }

    /** What was said of an image does not hold any more once it has another layer. */
    private static void checkAlone(OciLayout layout, ImageTree tree) {
        long manifests =
                tree.manifests().stream().filter(Descriptor::isManifest).count();
        if (layout.images(tree).size() != manifests) {
            throw new EngineException(
                    "Cannot patch the image in " + layout.folder(),
                    "it comes with attestations, which tell of the image before it was patched",
                    "Leave out <attestations>, or patch files of the context instead.",
                    null);
        }
    }

    @Override
    public void forget(ImageContent image) {
        layout(image).forget(image.id());
    }
}
