package dev.slipway.context;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The files that a Dockerfile can copy: one lazy tree that every engine reads in its own form.
 *
 * <p>Nothing is read before an iterator asks for it, and a walk costs the same memory for ten files and for ten
 * million; {@link KeptListings}, where there are any, are bounded.
 */
public interface BuildContext {

    /** The folder that the paths of the entries are relative to. */
    Path root();

    /** The file that says what is left out; empty if there is none. */
    Optional<Path> ignoreFile();

    /** What is left out, with the exceptions of {@link #including}. */
    IgnoreRules rules();

    /**
     * A new walk over the tree: a folder before what it holds, siblings in the order of their UTF-8 bytes, ignored
     * entries left out. A folder that is ignored but holds entries that are not comes too.
     *
     * @throws ContextException from the iterator, if a file or folder cannot be read
     */
    Iterator<ContextEntry> entries();

    /**
     * A new walk over a part of the whole tree, in the same order; the ignore file does not count, since the selection says
     * what is left out. A folder that is not wanted itself but holds what is comes too. Only folders are opened that can
     * hold something that is wanted.
     *
     * @throws ContextException at once or from the iterator, if a file or folder cannot be read
     */
    Iterator<ContextEntry> entries(ContextSelection selection);

    /** The same tree with these paths in it, whatever the ignore rules say of them. */
    BuildContext including(Iterable<String> paths);

    /**
     * The same tree narrowed to these paths, with whatever the symbolic links in them lead to; the ignore rules still
     * count. As they do, this counts for a walk over everything, not for one over a selection.
     *
     * @param paths relative to the root, each with all that lies below it; they may hold wildcards. With none nothing is left
     */
    BuildContext reaching(List<String> paths);

    /**
     * The same tree with changes over it, further ones over those that there are. The ignore rules stay as they are and
     * count for what is laid over as for the rest; so does what the tree is narrowed to.
     */
    BuildContext over(Overlay changes);
}
