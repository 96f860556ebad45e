package dev.slipway.app;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextSummary;
import dev.slipway.context.KeptListings;
import dev.slipway.context.Overlay;
import dev.slipway.plan.BuildRecipe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says how large build contexts are. Images that share a root, an ignore file and what patches change share one walk;
 * others its listings.
 */
final class ContextSizes {

    private final ContextAssembler contexts = new ContextAssembler(new KeptListings());
    private final Map<Tree, ContextSummary> known = new HashMap<>();

    /** What decides which files a context holds. */
    private record Tree(Path root, Optional<Path> ignoreFile, Overlay overlay) {}

    /**
     * The context of an image.
     *
     * @param ignoreFile what says which files are left out; empty for none
     * @param summary    how much there is
     */
    record Size(Optional<Path> ignoreFile, ContextSummary summary) {}

    Size of(BuildRecipe recipe) {
        BuildContext context = recipe.context(contexts);
        ContextSummary summary = known.computeIfAbsent(
                new Tree(context.root(), context.ignoreFile(), recipe.sources().overlay()),
                tree -> ContextSummary.of(context));
        return new Size(context.ignoreFile(), summary);
    }
}
