package dev.slipway.dockerfile;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which paths of the build context a build can copy or mount: at least these, never fewer than it does.
 *
 * @param paths         clean paths relative to the context's root, sorted; each stands for all that lies below it too. They
 *                      may hold wildcards and lead through symbolic links. None at all where nothing is copied
 * @param whyEverything a clause that says why it may be the whole context, such as «Dockerfile:3 copies all of it»; there
 *                      are no paths then. Empty where the paths say it all
 */
public record ContextReach(List<String> paths, Optional<String> whyEverything) {

    /** Copies the list. */
    public ContextReach {
        paths = List.copyOf(paths);
    }

    /** The whole context, for a reason that is a clause. */
    public static ContextReach everything(String reason) {
        return new ContextReach(List.of(), Optional.of(reason));
    }

    static ContextReach of(Collection<String> paths) {
        return new ContextReach(paths.stream().sorted().distinct().toList(), Optional.empty());
    }

    /** Whether all of the context counts. */
    public boolean isEverything() {
        return whyEverything.isPresent();
    }
}
