package dev.slipway.context;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file, folder or symbolic link of a build context.
 *
 * @param path       relative to the context's root, separated by slashes on every system, without a trailing slash
 * @param kind       what it is
 * @param mode       the permission bits with setuid, setgid and sticky: the low twelve bits of {@code st_mode}
 * @param size       bytes of a file as seen by the walk; 0 for the others
 * @param modified   when it was last modified
 * @param linkTarget where a symbolic link points, as it is stored; null for the others
 * @param content    the bytes of a file; null for the others
 */
public record ContextEntry(
        String path,
        Kind kind,
        int mode,
        long size,
        Instant modified,
        @Nullable String linkTarget,
        @Nullable ContentSource content) {

    /** What an entry is. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A folder; its own entry comes before what it holds. */
        DIRECTORY,
        /** A symbolic link; it is never followed. */
        SYMBOLIC_LINK
    }
}
