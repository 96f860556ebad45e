package dev.slipway.app;

import dev.slipway.context.Overlay;
import dev.slipway.engine.ImageFiles;
import dev.slipway.engine.ImageLayers;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.Platform;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerEntry;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.PatchLabel;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import dev.slipway.patch.applying.Patcher;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.SourceDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Patches files that exist only in a built image, and lays what comes of it over the image as one more layer. */
final class ImagePatches {

    private final ImageLayers layers;

    ImagePatches(ImageLayers layers) {
        this.layers = layers;
    }

    /**
     * An image with its patches.
     *
     * @param content the image with the layer; the one that was built where every patch was applied already
     * @param patches what became of the patches; where the image is for several platforms, on the first
     */
    record Patched(ImageContent content, List<ImagePatch> patches) {}

    /**
     * Patches what was built.
     *
     * @throws PatchesDoNotFitException if one does not fit; what was built is given up then
     */
    Patched patch(ImagePlan image, ImageContent built) {
        try {
            Patched patched = patched(image, built);
            if (!patched.content().equals(built)) {
                layers.forget(built);
            }
            return patched;
        } catch (RuntimeException e) {
            giveUp(built, e);
            throw e;
        }
    }

    private void giveUp(ImageContent built, RuntimeException failure) {
        try {
            layers.forget(built);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Patched patched(ImagePlan image, ImageContent built) {
        Map<Platform, PatchResult> results = new LinkedHashMap<>();
        Map<Platform, Layer> added = new LinkedHashMap<>();
        for (Platform platform : built.platforms()) {
            try (ImageFiles files = layers.open(built, platform)) {
                FilesOfImage tree = new FilesOfImage(files);
                PatchResult result = apply(image, tree);
                results.put(platform, result);
                added.put(platform, layer(image, tree, result));
            }
        }
        List<ImagePatch> patches =
                PatchNotes.inImage(results.values().iterator().next().applied());
        boolean isSame = results.values().stream().map(PatchResult::overlay).allMatch(Overlay::isEmpty);
        return new Patched(
                isSame
                        ? built
                        : layers.add(built, added, SourceDate.of(image.recipe().args())),
                patches);
    }

    private static PatchResult apply(ImagePlan image, FilesOfImage tree) {
        List<PatchSet> sets = image.recipe().patches().inImage();
        // all are looked for before the first is read: reading layers goes only forwards
        Patcher.paths(sets).forEach(tree::find);
        PatchResult result = new Patcher(tree).apply(sets);
        if (!result.problems().isEmpty()) {
            throw new PatchesDoNotFitException(image.alias(), result.problems());
        }
        return result;
    }

    private static Map<String, String> labels(ImagePlan image, List<AppliedPatch> inImage) {
        List<AppliedPatch> ofContext = image.recipe().patches().applied();
        return Map.of(
                PatchLabel.NAME,
                PatchLabel.of(
                        Stream.concat(ofContext.stream(), inImage.stream()).toList()));
    }

    private static Layer layer(ImagePlan image, FilesOfImage tree, PatchResult result) {
        PatchedLayer layer = new PatchedLayer(
                tree, result.applied(), SourceDate.of(image.recipe().args()));
        List<LayerEntry> entries = layer.entries(result.overlay());
        return new Layer(entries, layer.contents(), "slipway: patches", labels(image, result.applied()));
    }
}
