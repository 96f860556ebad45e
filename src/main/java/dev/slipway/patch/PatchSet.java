package dev.slipway.patch;

import java.nio.file.Path;
import java.util.List;

/**
 * A directory of patches.
 *
 * @param directory where they lie, absolute
 * @param into      the folder that the names in them are relative to, separated by slashes, without one at either end;
 *     empty for the root of the tree
 * @param patches   in the order in which they are applied
 * @param options   how
 */
public record PatchSet(Path directory, String into, List<Patch> patches, PatchOptions options) {

    /** Copies the list. */
    public PatchSet {
        patches = List.copyOf(patches);
    }
}
