package dev.slipway.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one path is wanted, and whether something below it may be.
 *
 * @param excluded what the exclude patterns say of it
 * @param included what the include patterns say of it; null where there are none, so that everything is included
 */
record PathFilter(IgnoreMatch excluded, @Nullable IgnoreMatch included) {

    /** Everything but what these rules ignore. */
    static PathFilter without(IgnoreRules excludes) {
        return new PathFilter(excludes.rootMatch(), null);
    }

    /**
     * What an engine selects of the tree below a folder.
     *
     * @throws ContextException if a link cannot be followed
     */
    static PathFilter of(ContextSelection selection, OverlaidTree tree) {
        IgnoreRules excludes = IgnoreRules.of(selection.excludes());
        if (selection.includes().isEmpty() && selection.followed().isEmpty()) {
            return without(excludes);
        }
        return FollowedPaths.resolve(tree, selection.followed())
                .map(followed -> IgnoreRules.of(selection.includes(), followed))
                .map(includes -> new PathFilter(excludes.rootMatch(), includes.rootMatch()))
                .orElseGet(() -> without(excludes));
    }

    /**
     * These paths and what the links in them lead to, without what the rules ignore.
     *
     * @throws ContextException if a link cannot be followed
     */
    static PathFilter within(List<String> paths, IgnoreRules excludes, OverlaidTree tree) {
        return FollowedPaths.resolveAll(tree, paths)
                .map(followed -> IgnoreRules.of(List.of(), followed))
                .map(includes -> new PathFilter(excludes.rootMatch(), includes.rootMatch()))
                .orElseGet(() -> without(excludes));
    }

    /** Whether a path below the one that this filter speaks of is wanted. */
    boolean wants(String path) {
        PathFilter filter = this;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            filter = filter.below(path.substring(0, slash));
        }
        return filter.below(path).isWanted();
    }

    /** What the patterns say of a path directly below this one. */
    PathFilter below(String path) {
        return new PathFilter(excluded.below(path), included == null ? null : included.below(path));
    }

    boolean isWanted() {
        return !excluded.ignored() && (included == null || included.ignored());
    }

    /** Whether something below a path that is not wanted itself may be. */
    boolean mayHoldWanted() {
        boolean mayBeIncluded = included == null || included.ignored() || included.mayMatchBelow();
        return mayBeIncluded && (!excluded.ignored() || excluded.mayHoldExceptions());
    }
}
