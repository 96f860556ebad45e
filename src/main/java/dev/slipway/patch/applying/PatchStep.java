package dev.slipway.patch.applying;

import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One patch of a set, as it is applied to a tree. */
record PatchStep(PatchSet set, Patch patch) {

    /** All patches, in the order in which they are applied. */
    static List<PatchStep> of(List<PatchSet> sets) {
        List<PatchStep> steps = new ArrayList<>();
        for (PatchSet set : sets) {
            set.patches().forEach(patch -> steps.add(new PatchStep(set, patch)));
        }
        return steps;
    }

    FileNames names(PatchedTree tree) {
        return new FileNames(tree, patch.strip(), set.into());
    }

    /** What applies it forwards. */
    FilePatcher forwards(PatchedTree tree) {
        return patcher(tree, set.options().fuzz()).leaving(patch.files());
    }

    /** What takes it back: all of every hunk has to fit. */
    FilePatcher backwards(PatchedTree tree) {
        return patcher(tree, 0);
    }

    /** Every path that it may be about. */
    Set<String> paths(PatchedTree tree) {
        Set<String> paths = new LinkedHashSet<>();
        FileNames names = names(tree);
        patch.files().forEach(file -> paths.addAll(names.candidates(file)));
        return paths;
    }

    private FilePatcher patcher(PatchedTree tree, int fuzz) {
        return new FilePatcher(tree, names(tree), new ContentPatching(LineMatch.of(set.options()), fuzz));
    }
}
