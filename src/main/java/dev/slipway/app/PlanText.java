package dev.slipway.app;

import dev.slipway.failure.Redactor;
import dev.slipway.image.Platform;
import dev.slipway.patch.PatchSet;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.RunSettings;
import dev.slipway.plan.SourceDate;
import dev.slipway.report.HumanText;
import dev.slipway.report.PatchText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan in words. */
final class PlanText {

    private final BuildPlan plan;
    private final ContextSizes sizes = new ContextSizes();
    private final List<String> lines = new ArrayList<>();

    private final RemoteRepositories remote;

    private PlanText(BuildPlan plan, RemoteRepositories remote) {
        this.plan = plan;
        this.remote = remote;
    }

    /** The plan as text of several lines; walks the contexts to say how large they are. */
    static String of(BuildPlan plan) {
        return of(plan, RemoteRepositories.notAsked());
    }

    /** The same with what was asked of registries. */
    static String of(BuildPlan plan, RemoteRepositories remote) {
        PlanText text = new PlanText(plan, remote);
        text.lines.add("Plan for " + plan.images().size() + (plan.images().size() == 1 ? " image" : " images")
                + engine(plan.engine()));
        plan.images().forEach(text::describe);
        return String.join("\n", text.lines);
    }

    private static String engine(EngineSettings engine) {
        return ", engine " + engine.choice().name().toLowerCase(Locale.ROOT)
                + engine.buildkitHost()
                        .map(host -> " at " + Redactor.redact(host))
                        .orElse("")
                + (engine.parallelism().isPresent()
                        ? ", up to " + engine.parallelism().getAsInt() + " at once"
                        : "");
    }

    private void describe(ImagePlan image) {
        lines.add("");
        lines.add(image.alias() + " (" + image.name() + ")");
        BuildRecipe recipe = image.recipe();
        if (!image.set().isEmpty()) {
            line("Set", image.set());
        }
        if (!image.needs().isEmpty()) {
            line("After", String.join(", ", image.needs()));
        }
        line("Dockerfile", recipe.dockerfile().toString());
        line("Context", context(recipe));
        patches(recipe.patches());
        recipe.target().ifPresent(target -> line("Target", target));
        if (!recipe.platforms().isEmpty()) {
            line(recipe.platforms().size() == 1 ? "Platform" : "Platforms", joined(recipe.platforms()));
        }
        options(recipe.options());
        if (!recipe.args().isEmpty()) {
            line("Arguments", recipe.args().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        rebuild(recipe.options().rebuild());
        SourceDate.of(recipe.args()).ifPresent(time -> line("Times", times(time, recipe)));
        line("Pull", recipe.options().pullPolicy().name().toLowerCase(Locale.ROOT));
        line(
                "Tags",
                image.tags().stream()
                        .map(tag -> tag + (tag.floating() ? " (floating)" : " (fixed)"))
                        .collect(Collectors.joining(", ")));
        publishing(image);
    }

    private void patches(BuildRecipe.Patches patches) {
        PatchNotes.ofContext(patches.applied()).forEach(patch -> line("Patch", PatchText.line(patch)));
        for (PatchSet set : patches.inImage()) {
            set.patches().forEach(patch -> line("Patch", patch.place() + ": in the image, at /" + set.into()));
        }
    }

    private void rebuild(BuildRecipe.Rebuild rebuild) {
        if (rebuild.noCache()) {
            line("Rebuild", "always, every step anew (<noCache>)");
        } else if (!rebuild.skipsUnchanged()) {
            line("Rebuild", "always (<skipUnchanged>)");
        }
        if (!rebuild.on().isEmpty()) {
            line("Rebuild on", String.join(", ", rebuild.on()));
        }
    }

    private void options(BuildRecipe.Options options) {
        RunSettings run = options.run();
        run.network().ifPresent(network -> line("Network", network));
        run.hosts().forEach((host, address) -> line("Host", host + " is " + address));
        run.shmSize().ifPresent(bytes -> line("/dev/shm", HumanText.size(bytes)));
        run.ulimits().forEach(limit -> line("Limit", limit.toString()));
        options.inputs()
                .secrets()
                .forEach(secret -> line("Secret", secret.id() + " from " + PlanWords.of(secret.source())));
        options.inputs()
                .agents()
                .forEach(agent -> line(
                        "SSH",
                        agent.id() + " from "
                                + agent.socket().map(Path::toString).orElse("SSH_AUTH_SOCK")));
        options.inputs().contexts().forEach((name, context) -> line("Context", name + " is " + PlanWords.of(context)));
        options.caches().from().forEach(cache -> line("Cache from", PlanWords.of(cache)));
        options.caches().to().forEach(cache -> line("Cache to", PlanWords.of(cache)));
        options.attestations().provenance().ifPresent(mode -> line("Attestation", "provenance, " + mode));
        options.attestations()
                .sbom()
                .ifPresent(generator -> line("Attestation", "SBOM" + (generator.isEmpty() ? "" : " by " + generator)));
    }

    private String times(Instant time, BuildRecipe recipe) {
        String text = time + " (" + SourceDate.ARGUMENT + "); ";
        if (plan.engine().choice() == EngineChoice.DOCKER) {
            return text + "the classic builder gives another digest every time";
        }
        return text + "the same files give the same digest with BuildKit 0.13 or later and the containerd image store,"
                + " or as a daemon of its own, unless cached steps are of another time"
                + (recipe.options().attestations().any() ? "; attestations differ" : "");
    }

    private static String joined(List<Platform> platforms) {
        return platforms.stream().map(Platform::toString).collect(Collectors.joining(", "));
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
                line("Push", new PublicationText(publication, plan.ecr()).toString());
                remote.of(publication).ifPresent(this::repository);
            }
        }
    }

    private void repository(RemoteRepository found) {
        if (found.problem().isPresent()) {
            line("Repository", found.problem().get());
        } else if (!found.exists()) {
            line("Repository", "would be created at " + found.host());
        } else if (found.differences().isEmpty()) {
            line("Repository", "in line at " + found.host());
        }
        found.differences().forEach(difference -> line("Repository", "differs: " + difference));
    }

    private String context(BuildRecipe recipe) {
        ContextSizes.Size size = sizes.of(recipe);
        return recipe.contextDirectory() + ", " + size.summary().files()
                + (size.summary().files() == 1 ? " file, " : " files, ")
                + HumanText.size(size.summary().bytes())
                + size.ignoreFile().map(file -> ", after " + file.getFileName()).orElse("");
    }

    private void line(String what, String value) {
        lines.add(String.format(Locale.ROOT, "  %-11s %s", what, value));
    }
}
