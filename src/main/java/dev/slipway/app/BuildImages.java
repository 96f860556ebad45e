package dev.slipway.app;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.Engine;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageContent;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.report.ImageTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        try (Engine engine = components.engine(plan.engine())) {
            log.engine(engine.description());
            BaseImages bases = new BaseImages(engine.images(), components, plan);
            bases.check();
            List<BuiltImage> built = buildAll(engine, bases, plan);
            log.summary(ImageTable.ofBuilt(built));
            return built;
        }
    }

    private List<BuiltImage> buildAll(Engine engine, BaseImages bases, BuildPlan plan) {
        LocalTags tags = new LocalTags(engine.images());
        List<BuiltImage> built = new ArrayList<>();
        try {
            for (ImagePlan image : plan.images()) {
                BuiltImage result = build(engine, bases, image);
                result.localReferences()
                        .forEach(reference -> tags.tag(result.content().id(), reference));
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

    private BuiltImage build(Engine engine, BaseImages bases, ImagePlan image) {
        BuildRecipe recipe = image.recipe();
        log.building(image.alias(), recipe.dockerfile().toString());
        Dockerfile dockerfile = Dockerfile.read(recipe.dockerfile());
        BuildContext context = new ContextAssembler().assemble(recipe.contextDirectory(), recipe.dockerfile());
        long start = System.nanoTime();
        BuildRequest request =
                new BuildRequest(image.alias(), recipe, dockerfile, bases.credentials(recipe, dockerfile));
        ImageContent content = engine.build(request, context, log);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new BuiltImage(image.alias(), image.name(), image.tags(), content, time);
    }
}
