package dev.slipway.patch;

import java.util.List;
import java.util.Optional;

/**
 * What became of a patch.
 *
 * @param patch  the patch
 * @param isNews false where all its changes were there already, so that it was left out
 * @param files  what it changed, in its order; empty where it was left out
 */
public record AppliedPatch(Patch patch, boolean isNews, List<AppliedFile> files) {

    /** Copies the list. */
    public AppliedPatch {
        files = List.copyOf(files);
    }

    /**
     * What became of a file.
     *
     * @param path   relative to the root of the tree, as it is called afterwards, or was if it is gone
     * @param from   as it was called before, where that is another name
     * @param change what was done
     * @param hunks  where each of its hunks went; empty where there are none
     */
    public record AppliedFile(String path, Optional<String> from, FilePatch.Change change, List<AppliedHunk> hunks) {

        /** Copies the list. */
        public AppliedFile {
            hunks = List.copyOf(hunks);
        }
    }

    /**
     * Where a hunk went.
     *
     * @param number of the hunk within its file, counted from 1
     * @param line   the first line of the file afterwards that it is about, counted from 1
     * @param offset how many lines further down than the patch says; negative for further up
     * @param fuzz   how many lines of context were left out of account
     */
    public record AppliedHunk(int number, int line, int offset, int fuzz) {}
}
