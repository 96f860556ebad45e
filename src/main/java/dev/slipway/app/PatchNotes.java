package dev.slipway.app;

import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImagePatch.PatchedFile;
import dev.slipway.image.ImagePatch.PatchedHunk;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchLabel;
import dev.slipway.plan.BuildRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What became of patches, for receipts and the log. */
final class PatchNotes {

    private PatchNotes() {}

    /** Of patches for the build context. */
    static List<ImagePatch> ofContext(List<AppliedPatch> applied) {
        return applied.stream().map(patch -> note(patch, "")).toList();
    }

    /** Of patches for files inside of the image. */
    static List<ImagePatch> inImage(List<AppliedPatch> applied) {
        return applied.stream().map(patch -> note(patch, "/")).toList();
    }

    /**
     * Of an image that is there already and was made of this recipe. What happened to which file inside of it is not
     * known any more.
     *
     * @param label the image's label of patches; empty if it has none
     */
    static List<ImagePatch> ofImage(BuildRecipe recipe, Optional<String> label) {
        List<ImagePatch> notes = new ArrayList<>(ofContext(recipe.patches().applied()));
        Set<Integer> news = label.map(PatchLabel::news).orElse(Set.of());
        recipe.patches().inImage().stream()
                .flatMap(set -> set.patches().stream())
                .forEach(patch -> notes.add(note(patch, news.contains(notes.size()), List.of())));
        return notes;
    }

    private static ImagePatch note(AppliedPatch applied, String root) {
        return note(
                applied.patch(),
                applied.isNews(),
                applied.files().stream().map(file -> note(file, root)).toList());
    }

    private static ImagePatch note(Patch patch, boolean isNews, List<PatchedFile> files) {
        return new ImagePatch(patch.place(), patch.digest(), isNews, files);
    }

    private static PatchedFile note(AppliedPatch.AppliedFile file, String root) {
        return new PatchedFile(
                root + file.path(),
                file.from().map(from -> root + from),
                file.change().name().toLowerCase(Locale.ROOT),
                file.hunks().stream()
                        .map(hunk -> new PatchedHunk(hunk.line(), hunk.offset(), hunk.fuzz()))
                        .toList());
    }
}
