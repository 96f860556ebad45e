package dev.slipway.app;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.KeptListings;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.Engine;
import dev.slipway.engine.Refusal;
import dev.slipway.engine.UnsupportedRecipeException;
import dev.slipway.image.BuiltImage;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.report.ImageTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds and tags the images of a plan, all or none of them. */
public final class BuildImages {

    private final Components components;
    private final ReceiptFolder receipts;
    private final BuildLog log;

    public BuildImages(Components components, ReceiptFolder receipts, BuildLog log) {
        this.components = components;
        this.receipts = receipts;
        this.log = log;
    }

    /**
     * Builds, tags, and writes the receipt.
     *
     * @return the images, in the order of the plan
     */
    public List<BuiltImage> run(BuildPlan plan) {
        try (Engine engine = components.engine(plan.engine(), receipts)) {
            log.engine(engine.description());
            components.secrets().check(plan.images());
            checkAbilities(engine, plan);
            BaseImages bases = new BaseImages(engine, plan);
            bases.check();
            List<BuiltImage> built = buildAll(engine, plan);
            log.summary(ImageTable.ofBuilt(built));
            return built;
        }
    }

    private static void checkAbilities(Engine engine, BuildPlan plan) {
        Map<String, List<Refusal>> refusals = new LinkedHashMap<>();
        for (ImagePlan image : plan.images()) {
            List<Refusal> found = engine.refusals(image.recipe());
            if (!found.isEmpty()) {
                refusals.put(image.alias(), found);
            }
        }
        if (!refusals.isEmpty()) {
            throw new UnsupportedRecipeException(engine.description(), refusals);
        }
    }

    private List<BuiltImage> buildAll(Engine engine, BuildPlan plan) {
        LocalTags tags = new LocalTags(new LocalStores(engine.images(), Components.layoutImages(receipts)));
        ContextAssembler contexts = contexts(plan);
        List<BuiltImage> built = new ArrayList<>();
        try {
            for (ImagePlan image : plan.images()) {
                BuiltImage result = build(engine, image, contexts);
                result.localReferences().forEach(reference -> tags.tag(result.content(), reference));
                log.built(result);
                built.add(result);
            }
            receipts.addBuilt(built);
            return List.copyOf(built);
        } catch (RuntimeException e) {
            tags.rollBack(e);
            throw e;
        }
    }

    /** A single image would only pay for what is kept. */
    private static ContextAssembler contexts(BuildPlan plan) {
        return plan.images().size() > 1 ? new ContextAssembler(new KeptListings()) : new ContextAssembler();
    }

    private BuiltImage build(Engine engine, ImagePlan image, ContextAssembler contexts) {
        BuildRecipe recipe = image.recipe();
        log.building(image.alias(), recipe.dockerfile().toString());
        Dockerfile dockerfile = Dockerfile.read(recipe.dockerfile());
        BuildContext context = contexts.assemble(recipe.contextDirectory(), recipe.dockerfile());
        long start = System.nanoTime();
        BuildRequest request = new BuildRequest(
                image.alias(),
                recipe,
                dockerfile,
                components.pullKeychain(),
                components.secrets(),
                receipts.folder(image.alias()));
        BuildResult result = engine.build(request, context, log);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new BuiltImage(image.alias(), image.name(), image.tags(), result.content(), time, result.steps());
    }
}
