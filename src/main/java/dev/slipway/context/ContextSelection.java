package dev.slipway.context;

import java.util.List;

/**
 * The part of a tree that an engine asks for, in the words of BuildKit's file transfer.
 *
 * @param includes patterns of what is wanted, with all that lies below; with no pattern and no path, everything
 * @param excludes patterns of what is not, as in an ignore file
 * @param followed paths that are wanted too, with whatever the symbolic links in them lead to; they may hold wildcards
 */
public record ContextSelection(List<String> includes, List<String> excludes, List<String> followed) {

    /** Copies the lists. */
    public ContextSelection {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        followed = List.copyOf(followed);
    }

    /** Everything. */
    public static ContextSelection everything() {
        return new ContextSelection(List.of(), List.of(), List.of());
    }
}
