package dev.slipway.app;

import dev.slipway.engine.Engine;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.ImagePlan;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.report.ImageTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives images that are already built the tags of a plan, in addition to those that they have. */
public final class TagImages {

    private final Components components;
    private final ReceiptFolder receipts;
    private final BuildLog log;

    public TagImages(Components components, ReceiptFolder receipts, BuildLog log) {
        this.components = components;
        this.receipts = receipts;
        this.log = log;
    }

    /**
     * Tags, all or none, and writes the new tags into the receipt, so that {@code push} carries them too.
     *
     * @return the images with all their tags
     */
    public List<BuiltImage> run(BuildPlan plan) {
        Map<String, BuiltImage> built = receipts.built();
        plan.images().forEach(image -> NotBuiltException.required(built, image.alias()));
        try (Engine engine = components.engine(plan.engine())) {
            log.engine(engine.description());
            plan.images().forEach(image -> checkIsHere(engine, NotBuiltException.required(built, image.alias())));
            List<BuiltImage> tagged = tagAll(engine, plan, built);
            log.summary(ImageTable.ofBuilt(tagged));
            return tagged;
        }
    }

    /** Before the first tag, since taking a tag back may lose an image that has no other. */
    private static void checkIsHere(Engine engine, BuiltImage image) {
        if (engine.images().find(image.content().id().value()).isEmpty()) {
            throw new NotBuiltException(image.alias(), "the engine no longer has the image that was built");
        }
    }

    private List<BuiltImage> tagAll(Engine engine, BuildPlan plan, Map<String, BuiltImage> built) {
        LocalTags tags = new LocalTags(engine.images());
        try {
            List<BuiltImage> tagged = new ArrayList<>();
            for (ImagePlan image : plan.images()) {
                BuiltImage before = NotBuiltException.required(built, image.alias());
                for (ImageTag tag : image.tags()) {
                    tags.tag(before.content().id(), ImageReference.local(before.name(), tag.tag()));
                }
                tagged.add(before.withTags(union(before.tags(), image.tags())));
            }
            receipts.addBuilt(tagged);
            return tagged;
        } catch (RuntimeException e) {
            tags.rollBack(e);
            throw e;
        }
    }

    private static List<ImageTag> union(List<ImageTag> before, List<ImageTag> added) {
        Map<String, ImageTag> all = new LinkedHashMap<>();
        before.forEach(tag -> all.put(tag.tag().value(), tag));
        added.forEach(tag -> all.putIfAbsent(tag.tag().value(), tag));
        return all.values().stream()
                .sorted(Comparator.comparing(ImageTag::floating))
                .toList();
    }
}
