package dev.slipway.app;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.PromotionPlan;
import dev.slipway.publish.Promotion;
import dev.slipway.report.PromotionTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives images that are in registries further tags, there or elsewhere, without an engine. */
public final class PromoteImages {

    private final Components components;
    private final BuildLog log;

    public PromoteImages(Components components, BuildLog log) {
        this.components = components;
        this.log = log;
    }

    /**
     * Promotes, or says what would be promoted, and says where each tag leads then.
     *
     * @return every tag of every image in every repository
     */
    public List<Promotion.Promoted> run(PromotionPlan plan) {
        List<Promotion.Promoted> promoted =
                new Promotion(components.registries(plan.ecr(), plan.push()), log).run(plan);
        promoted.forEach(tag -> log.remark(line(tag, plan.isDryRun())));
        if (plan.isDryRun()) {
            log.remark("Nothing was changed (slipway.promote.dryRun).");
        } else {
            log.summary(table(promoted));
        }
        return promoted;
    }

    /** With the reference in a form that other programs take. */
    private static String line(Promotion.Promoted tag, boolean isDryRun) {
        String what = tag.reference() + "@" + tag.digest();
        if (tag.isUnchanged()) {
            return "Unchanged: " + what;
        }
        return (isDryRun ? "Would promote " : "Promoted ")
                + what
                + tag.former()
                        .map(Digest::shortHash)
                        .map(former -> " (was sha256:" + former + ")")
                        .orElse(" (new)");
    }

    private record Row(String source, String place) {}

    private static String table(List<Promotion.Promoted> promoted) {
        Map<Row, List<Promotion.Promoted>> rows = promoted.stream()
                .collect(Collectors.groupingBy(
                        tag -> new Row(tag.source(), tag.reference().withoutTag()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        PromotionTable table = new PromotionTable();
        rows.values().forEach(tags -> {
            Promotion.Promoted any = tags.get(0);
            table.row(
                    tags.stream()
                            .map(Promotion.Promoted::reference)
                            .map(ImageReference::tag)
                            .toList(),
                    any.digest(),
                    any.source(),
                    any.reference());
        });
        return table.toString();
    }
}
