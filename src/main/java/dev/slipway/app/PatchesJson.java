package dev.slipway.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.AppliedPatch.AppliedFile;
import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchSet;
import dev.slipway.plan.BuildRecipe;

/**
 * The part of a plan for tools that says what is patched.
 *
 * @param patches what to describe
 */
record PatchesJson(BuildRecipe.Patches patches) {

    void describe(ObjectNode node) {
        ArrayNode inContext = node.putArray("inContext");
        patches.applied().forEach(applied -> applied(applied, inContext.addObject()));
        ArrayNode inImage = node.putArray("inImage");
        patches.inImage().forEach(set -> set.patches().forEach(patch -> inImage(set, patch, inImage.addObject())));
    }

    private static void applied(AppliedPatch applied, ObjectNode node) {
        patch(applied.patch(), node);
        node.put("applied", applied.isNews() ? "now" : "already");
        ArrayNode files = node.putArray("files");
        applied.files().forEach(file -> file(file, files.addObject()));
    }

    private static void patch(Patch patch, ObjectNode node) {
        node.put("patch", patch.place()).put("digest", patch.digest().value());
    }

    private static void file(AppliedFile file, ObjectNode node) {
        node.put("path", file.path());
        file.from().ifPresent(from -> node.put("from", from));
        node.put("change", PlanJson.lower(file.change()));
        ArrayNode hunks = node.putArray("hunks");
        for (AppliedHunk hunk : file.hunks()) {
            hunks.addObject()
                    .put("number", hunk.number())
                    .put("line", hunk.line())
                    .put("offset", hunk.offset())
                    .put("fuzz", hunk.fuzz());
        }
    }

    private static void inImage(PatchSet set, Patch patch, ObjectNode node) {
        patch(patch, node);
        node.put("imagePath", "/" + set.into());
    }
}
