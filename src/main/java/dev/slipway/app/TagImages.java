package dev.slipway.app;

import dev.slipway.engine.Engine;
import dev.slipway.engine.LocalImages;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.image.ImageTag;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.ImagePlan;
import dev.slipway.publish.NotBuiltException;
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
        LocalImages layouts = Components.layoutImages(receipts);
        boolean needsEngine =
                plan.images().stream().map(ImagePlan::alias).map(built::get).anyMatch(TagImages::isInEngine);
        if (!needsEngine) {
            return tag(new LocalStores(layouts, layouts), plan, built);
        }
        Engine engine = components.engine(plan.engine());
        return tag(new LocalStores(engine.images(), layouts), plan, built);
    }

    private static boolean isInEngine(BuiltImage image) {
        return image.content().store() instanceof ImageStore.InDaemon;
    }

    private List<BuiltImage> tag(LocalStores stores, BuildPlan plan, Map<String, BuiltImage> built) {
        plan.images().forEach(image -> checkIsHere(stores, NotBuiltException.required(built, image.alias())));
        List<BuiltImage> tagged = tagAll(stores, plan, built);
        log.summary(ImageTable.ofBuilt(tagged));
        return tagged;
    }

    /** Before the first tag, since taking a tag back may lose an image that has no other. */
    private static void checkIsHere(LocalStores stores, BuiltImage image) {
        ImageContent content = image.content();
        if (stores.of(content).find(content.id().value()).isEmpty()) {
            throw NotBuiltException.lost(image);
        }
    }

    private List<BuiltImage> tagAll(LocalStores stores, BuildPlan plan, Map<String, BuiltImage> built) {
        LocalTags tags = new LocalTags(stores);
        try {
            List<BuiltImage> tagged = new ArrayList<>();
            for (ImagePlan image : plan.images()) {
                BuiltImage before = NotBuiltException.required(built, image.alias());
                for (ImageTag tag : image.tags()) {
                    tags.tag(before.content(), ImageReference.local(before.name(), tag.tag()));
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
