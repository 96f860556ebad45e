package dev.slipway.docker;

import dev.slipway.engine.Refusal;
import dev.slipway.plan.Attestations;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.CacheSettings;
import java.util.ArrayList;
import java.util.List;

/** What the classic builder cannot do. */
final class ClassicLimits {

    private static final String WAY_OUT = "Use an engine with BuildKit: Docker 19.03 or later, or a BuildKit daemon.";

    private ClassicLimits() {}

    static List<Refusal> refusals(BuildRecipe recipe) {
        List<Refusal> refusals = new ArrayList<>();
        BuildInputs inputs = recipe.options().inputs();
        CacheSettings caches = recipe.options().caches();
        Attestations attestations = recipe.options().attestations();
        refuse(refusals, !inputs.secrets().isEmpty(), "<secrets>", "the classic builder has no secrets");
        refuse(refusals, !inputs.agents().isEmpty(), "<ssh>", "the classic builder forwards no SSH agent");
        refuse(refusals, !inputs.contexts().isEmpty(), "<contexts>", "the classic builder has one context only");
        refuse(
                refusals,
                caches.from().stream().anyMatch(entry -> !entry.type().equals("registry")),
                "<cacheFrom>",
                "the classic builder takes images only, type=registry");
        refuse(
                refusals,
                !recipe.options().run().ulimits().isEmpty(),
                "<ulimits>",
                "the classic builder is not told of them");
        refuse(refusals, !caches.to().isEmpty(), "<cacheTo>", "the classic builder writes no cache");
        refuse(refusals, attestations.any(), "<attestations>", "the classic builder makes none");
        refuse(
                refusals,
                recipe.platforms().size() > 1,
                "<platforms>",
                "the classic builder builds for one platform at a time");
        return refusals;
    }

    private static void refuse(List<Refusal> refusals, boolean isWanted, String element, String reason) {
        if (isWanted) {
            refusals.add(new Refusal(element, reason, WAY_OUT));
        }
    }
}
