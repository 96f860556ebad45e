package dev.slipway.patch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes down in git's form what is another than before, so that {@code git apply} makes the one of the other. */
public interface DiffWriter {

    /**
     * A file or symbolic link.
     *
     * @param mode  git's: {@code 0100644}, {@code 0100755} or {@code 0120000}
     * @param bytes the content, or where a link leads to; never changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Version(int mode, byte[] bytes) {}

    /**
     * Writes the difference between two versions of a file; nothing where there is none.
     *
     * @param path   relative to the root of the tree, separated by slashes
     * @param before empty if the file was not there
     * @param after  empty if the file is not there any more
     */
    void write(String path, Optional<Version> before, Optional<Version> after, OutputStream out) throws IOException;
}
