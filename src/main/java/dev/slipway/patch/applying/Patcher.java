package dev.slipway.patch.applying;

import dev.slipway.patch.FileTree;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies patches to a tree of files. Nothing is written, and only the files that are named are read. Where hunks go is
 * decided as GNU patch does; what renames, copies, modes and binary changes mean, as {@code git apply} does.
 */
public final class Patcher {

    private final FileTree tree;

    /** For this tree. */
    public Patcher(FileTree tree) {
        this.tree = tree;
    }

    /** Every path that patches may ask their tree for, apart from folders. */
    public static Set<String> paths(List<PatchSet> sets) {
        PatchedTree nothing = PatchedTree.over(path -> new FileTree.Found.Absent());
        Set<String> paths = new LinkedHashSet<>();
        for (PatchSet set : sets) {
            for (Patch patch : set.patches()) {
                FileNames names = new FileNames(nothing, patch.strip(), set.into());
                patch.files().forEach(file -> paths.addAll(names.candidates(file)));
            }
        }
        return paths;
    }

    /** Applies these patches in their order, each to what those before it made, and tells of every one that does not fit. */
    public PatchResult apply(List<PatchSet> sets) {
        return new PatchRun(PatchStep.of(sets), PatchedTree.over(tree)).result();
    }
}
