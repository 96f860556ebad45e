package dev.slipway.app;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.KeptListings;
import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.Engine;
import dev.slipway.engine.Refusal;
import dev.slipway.engine.UnsupportedRecipeException;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Fingerprint;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImageStore;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.SourceDate;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.report.ImageTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        Engine engine = components.engine(plan.engine());
        components.secrets().check(plan.images());
        checkAbilities(engine, plan);
        sayWhetherDigestsRepeat(engine, plan);
        LocalStores stores = new LocalStores(engine.images(), Components.layoutImages(receipts));
        new BaseImages(
                        base -> components.session().find(base).isPresent()
                                || stores.find(base).isPresent(),
                        engine.builder(),
                        plan)
                .check();
        List<BuiltImage> built = buildAll(engine, plan, new LocalTags(stores));
        log.summary(ImageTable.ofBuilt(built));
        return built;
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

    private void sayWhetherDigestsRepeat(Engine engine, BuildPlan plan) {
        if (plan.images().stream()
                .anyMatch(image -> SourceDate.of(image.recipe().args()).isPresent())) {
            engine.obstacleToSameDigest()
                    .ifPresent(obstacle ->
                            log.remark("The same files give another digest with this engine when they are built again: "
                                    + obstacle + "."));
        }
    }

    private List<BuiltImage> buildAll(Engine engine, BuildPlan plan, LocalTags tags) {
        ContextAssembler contexts = new ContextAssembler(new KeptListings());
        UnchangedImages unchanged = new UnchangedImages(engine, components, receipts, log);
        try {
            List<BuiltImage> built = new BuildQueue(
                            components.session().slots(plan.engine()),
                            plan.images(),
                            image -> make(engine, image, contexts, unchanged, tags))
                    .run();
            receipts.addBuilt(built);
            unchanged.keep();
            return built;
        } catch (RuntimeException e) {
            tags.rollBack(e);
            throw e;
        }
    }

    /** The image as it is there already, or built; with its tags at once, since a later image may build on it. */
    private BuiltImage make(
            Engine engine, ImagePlan image, ContextAssembler contexts, UnchangedImages unchanged, LocalTags tags) {
        Dockerfile dockerfile = image.recipe().readDockerfile();
        Optional<Fingerprint> fingerprint = unchanged.fingerprint(image, dockerfile, contexts);
        Optional<BuiltImage> found = fingerprint.flatMap(known -> unchanged.find(image, dockerfile, known));
        if (found.isPresent()) {
            tag(found.get(), tags);
            log.unchanged(found.get());
            return found.get();
        }
        BuildRecipe recipe = fingerprint
                .map(known -> image.recipe().withLabel(Fingerprint.LABEL, known.value()))
                .orElse(image.recipe());
        tags.remember(image.localReferences());
        BuiltImage built = build(engine, image, new Made(recipe, dockerfile, fingerprint), contexts);
        tag(built, tags);
        log.built(built);
        return built;
    }

    private void tag(BuiltImage image, LocalTags tags) {
        image.localReferences().forEach(reference -> tags.tag(image.content(), reference));
        components.session().add(image);
    }

    /**
     * What an image is made of.
     *
     * @param recipe      with the fingerprint as a label
     * @param dockerfile  the recipe's, read
     * @param fingerprint where it can be told
     */
    private record Made(BuildRecipe recipe, Dockerfile dockerfile, Optional<Fingerprint> fingerprint) {}

    private BuiltImage build(Engine engine, ImagePlan image, Made made, ContextAssembler contexts) {
        BuildRecipe recipe = made.recipe();
        log.building(image.alias(), recipe.dockerfile().toString());
        BuildContext context = recipe.context(contexts);
        long start = System.nanoTime();
        BuildRequest request = new BuildRequest(
                image.alias(),
                recipe,
                made.dockerfile(),
                new PullLogins(components.pullKeychain(), bases(engine, made)),
                components.secrets(),
                receipts.folder(image.alias()),
                layouts(image, made.dockerfile()));
        List<ImagePatch> ofContext = PatchNotes.ofContext(recipe.patches().applied());
        ofContext.forEach(patch -> log.patched(image.alias(), patch));
        BuildResult result = engine.build(request, context, log);
        ImagePatches.Patched patched = patched(engine, image, result.content());
        patched.patches().forEach(patch -> log.patched(image.alias(), patch));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        BuiltImage.Origin origin = new BuiltImage.Origin(
                made.fingerprint(),
                Stream.concat(ofContext.stream(), patched.patches().stream()).toList());
        return new BuiltImage(
                image.alias(), image.name(), image.tags(), patched.content(), time, result.steps(), origin);
    }

    /** All that the engine may pull; the classic builder makes every stage up to the target. */
    private static List<String> bases(Engine engine, Made made) {
        BuildSettings settings =
                BuildSettings.of(made.recipe().target(), made.recipe().args()).with(engine.builder());
        return made.dockerfile().externalBases(settings).stream()
                .map(BaseImage::reference)
                .toList();
    }

    private ImagePatches.Patched patched(Engine engine, ImagePlan image, ImageContent built) {
        return image.recipe().patches().inImage().isEmpty()
                ? new ImagePatches.Patched(built, List.of())
                : new ImagePatches(components.layers(engine, built)).patch(image, built);
    }

    /** The images of this run that lie in layouts and that the image may be built on. */
    private Map<String, ImageContent> layouts(ImagePlan image, Dockerfile dockerfile) {
        Map<String, ImageContent> layouts = new LinkedHashMap<>();
        BuildRecipe recipe = image.recipe();
        Stream<String> named = dockerfile.externalBases(recipe.target(), recipe.args()).stream()
                .map(BaseImage::reference);
        Stream<String> inContexts = recipe.options().inputs().contexts().values().stream()
                .map(BuildInputs.NamedContext::reference)
                .flatMap(Optional::stream);
        Stream.concat(named, inContexts)
                .forEach(reference -> components
                        .session()
                        .find(reference)
                        .filter(content -> content.store() instanceof ImageStore.InLayout)
                        .ifPresent(content -> layouts.put(reference, content)));
        return layouts;
    }
}
