package dev.slipway.image;

import java.util.List;
import java.util.Optional;

/**
 * A patch that an image was made with.
 *
 * @param patch  with its directory, as the POM has it
 * @param digest of the patch's bytes
 * @param isNews false where all its changes were there already, so that it was left out
 * @param files  what it changed; empty where it was left out, and for an image that was found again and of which this is
 *     not known any more
 */
public record ImagePatch(String patch, Digest digest, boolean isNews, List<PatchedFile> files) {

    /** Copies the list. */
    public ImagePatch {
        files = List.copyOf(files);
    }

    /**
     * A file that a patch changed.
     *
     * @param path   relative to the build context; with a slash before it, a path in the image
     * @param from   as it was called before, where that is another name
     * @param change what was done: {@code modify}, {@code create}, {@code delete}, {@code rename} or {@code copy}
     * @param hunks  where each of its hunks went
     */
    public record PatchedFile(String path, Optional<String> from, String change, List<PatchedHunk> hunks) {

        /** Copies the list. */
        public PatchedFile {
            hunks = List.copyOf(hunks);
        }
    }

    /**
     * Where a hunk went.
     *
     * @param line   the first line of the file afterwards that it is about, counted from 1
     * @param offset how many lines further down than the patch says; negative for further up
     * @param fuzz   how many lines of context were left out of account
     */
    public record PatchedHunk(int line, int offset, int fuzz) {}
}
