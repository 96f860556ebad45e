package dev.slipway.app;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextSummary;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.report.HumanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan in words. */
public final class PlanText {

    private final BuildPlan plan;
    private final List<String> lines = new ArrayList<>();

    private PlanText(BuildPlan plan) {
        this.plan = plan;
    }

    /** The plan as text of several lines; walks the contexts to say how large they are. */
    public static String of(BuildPlan plan) {
        PlanText text = new PlanText(plan);
        text.lines.add("Plan for " + plan.images().size() + (plan.images().size() == 1 ? " image" : " images")
                + ", engine " + plan.engine().name().toLowerCase(Locale.ROOT));
        plan.images().forEach(text::describe);
        return String.join("\n", text.lines);
    }

    private void describe(ImagePlan image) {
        lines.add("");
        lines.add(image.alias() + " (" + image.name() + ")");
        BuildRecipe recipe = image.recipe();
        line("Dockerfile", recipe.dockerfile().toString());
        line("Context", context(recipe));
        recipe.target().ifPresent(target -> line("Target", target));
        recipe.platform().ifPresent(platform -> line("Platform", platform.toString()));
        if (!recipe.args().isEmpty()) {
            line("Arguments", recipe.args().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        line("Pull", recipe.options().pullPolicy().name().toLowerCase(Locale.ROOT));
        line(
                "Tags",
                image.tags().stream()
                        .map(tag -> tag + (tag.floating() ? " (floating)" : " (fixed)"))
                        .collect(Collectors.joining(", ")));
        publishing(image);
    }

    private void publishing(ImagePlan image) {
        ImagePlan.Publishing publishing = image.publishing();
        if (!publishing.isWanted()) {
            line("Push", "no (<skipPush>)");
        } else if (publishing.publications().isEmpty()) {
            line("Push", "nowhere (no <registries>)");
        }
        for (ImagePlan.Publication publication : publishing.publications()) {
            if (publishing.isWanted()) {
                line("Push", publication.destination() + ", repository " + publication.repository() + ecr(publication));
            }
        }
    }

    private String ecr(ImagePlan.Publication publication) {
        if (!(publication.destination() instanceof Destination.Ecr)) {
            return "";
        }
        if (!plan.ecr().createRepositories()) {
            return " (must exist)";
        }
        EcrSettings.RepositoryTemplate template = plan.ecr().repository();
        return " (created if missing: " + template.encryption()
                + (template.scanOnPush() ? ", scan on push" : "")
                + (template.immutableTags() ? ", immutable tags" : "")
                + (template.lifecyclePolicy() == null ? "" : ", lifecycle policy") + ")";
    }

    private static String context(BuildRecipe recipe) {
        BuildContext context = new ContextAssembler().assemble(recipe.contextDirectory(), recipe.dockerfile());
        ContextSummary summary = ContextSummary.of(context);
        return recipe.contextDirectory() + ", " + summary.files() + (summary.files() == 1 ? " file, " : " files, ")
                + HumanText.size(summary.bytes())
                + context.ignoreFile()
                        .map(file -> ", after " + file.getFileName())
                        .orElse("");
    }

    private void line(String what, String value) {
        lines.add(String.format(Locale.ROOT, "  %-11s %s", what, value));
    }
}
