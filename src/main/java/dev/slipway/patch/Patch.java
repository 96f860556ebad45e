package dev.slipway.patch;

import dev.slipway.image.Digest;
import java.util.List;

/**
 * One patch, read.
 *
 * @param name   relative to its directory, separated by slashes, such as {@code web/disable-threads.patch}
 * @param place  what messages call it: its path as the POM would write it, relative to the module where it lies there
 * @param digest of the file's bytes
 * @param strip  how many leading segments are taken from the names in it
 * @param files  what it does, file by file and in its order; several may be about the same file
 */
public record Patch(String name, String place, Digest digest, int strip, List<FilePatch> files) {

    /** Copies the list. */
    public Patch {
        files = List.copyOf(files);
    }
}
