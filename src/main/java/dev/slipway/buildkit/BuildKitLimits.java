package dev.slipway.buildkit;

import dev.slipway.engine.Refusal;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.CacheSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a BuildKit daemon cannot do. It would drop most of this without a word.
 *
 * @param daemon the daemon
 */
record BuildKitLimits(Daemon daemon) {

    private static final String CONTAINERD =
            "Turn on the containerd image store of Docker (24 or later: \"features\": {\"containerd-snapshotter\": true} in"
                    + " daemon.json), or set <buildkitHost> to a BuildKit daemon.";
    private static final String NEWER = "Use Docker 23 or later, or a BuildKit daemon of 0.10 or later.";

    List<Refusal> refusals(BuildRecipe recipe) {
        List<Refusal> refusals = new ArrayList<>();
        if (!daemon.exportsEverything()) {
            graphDriver(recipe, refusals);
        }
        if (!daemon.version().isAtLeast(0, 10)) {
            old(recipe, refusals);
        }
        if (daemon.kind() == Daemon.Kind.POSTED
                && !recipe.options().inputs().contexts().isEmpty()) {
            refusals.add(new Refusal(
                    "<contexts>",
                    "the engine lets nothing but its build call through, which does not know them",
                    "Reach the engine without the proxy before it."));
        }
        return refusals;
    }

    private void old(BuildRecipe recipe, List<Refusal> refusals) {
        BuildRecipe.Options options = recipe.options();
        refuse(refusals, !options.inputs().contexts().isEmpty(), "<contexts>");
        refuse(refusals, options.run().shmSize().isPresent(), "<shmSize>");
        refuse(refusals, !options.run().ulimits().isEmpty(), "<ulimits>");
    }

    private void refuse(List<Refusal> refusals, boolean isWanted, String element) {
        if (isWanted) {
            refusals.add(
                    new Refusal(element, "BuildKit " + daemon.version() + " in this engine does not know it", NEWER));
        }
    }

    private static void graphDriver(BuildRecipe recipe, List<Refusal> refusals) {
        if (recipe.platforms().size() > 1) {
            refusals.add(new Refusal(
                    "<platforms>", "the image store of this engine holds images for one platform only", CONTAINERD));
        }
        if (recipe.options().attestations().any()) {
            refusals.add(
                    new Refusal("<attestations>", "the image store of this engine drops attestations", CONTAINERD));
        }
        recipe.options().caches().to().stream()
                .map(CacheSettings.Entry::type)
                .filter(type -> !type.equals("inline"))
                .distinct()
                .forEach(type -> refusals.add(new Refusal(
                        "<cacheTo>",
                        "this engine writes inline caches only, not type=" + type,
                        "Use type=inline. For others: " + CONTAINERD)));
    }
}
