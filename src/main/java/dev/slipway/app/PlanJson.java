package dev.slipway.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.failure.Redactor;
import dev.slipway.patch.PatchSet;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.receipt.PatchesJson;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A plan for tools; {@code docs/planning.md} describes it. What the POM does not say and what has no default of ours is
 * left out; lists are there even if they are empty. Values of arguments are left out, since some of them are secrets.
 */
final class PlanJson {

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final BuildPlan plan;
    private final ContextSizes sizes = new ContextSizes();

    private final RemoteRepositories remote;

    private PlanJson(BuildPlan plan, RemoteRepositories remote) {
        this.plan = plan;
        this.remote = remote;
    }

    /** One document of several lines; walks the contexts to say how large they are. */
    static String of(BuildPlan plan) {
        return of(plan, RemoteRepositories.notAsked());
    }

    /** The same with what was asked of registries. */
    static String of(BuildPlan plan, RemoteRepositories remote) {
        PlanJson json = new PlanJson(plan, remote);
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        root.put("engine", lower(plan.engine().choice()));
        plan.engine().buildkitHost().ifPresent(host -> root.put("buildkitHost", Redactor.redact(host)));
        plan.engine().parallelism().ifPresent(number -> root.put("parallelism", number));
        root.putObject("push")
                .put("retries", plan.push().retries())
                .put("timeout", plan.push().timeout().toString());
        ArrayNode images = root.putArray("images");
        plan.images().forEach(image -> json.describe(image, images.addObject()));
        try {
            return JSON.writeValueAsString(root).replace("\r\n", "\n");
        } catch (JsonProcessingException e) {
            throw new AssertionError("A tree can always be written", e);
        }
    }

    private void describe(ImagePlan image, ObjectNode node) {
        node.put("alias", image.alias());
        if (!image.set().isEmpty()) {
            node.put("set", image.set());
        }
        node.put("name", image.name().value());
        addAll(node.putArray("references"), image.localReferences());
        ArrayNode tags = node.putArray("tags");
        image.tags()
                .forEach(tag -> tags.addObject().put("tag", tag.tag().value()).put("floating", tag.floating()));
        addAll(node.putArray("needs"), image.needs());
        recipe(image.recipe(), node);
        new PublishingJson(image.publishing(), plan.ecr(), remote).describe(node.putObject("publishing"));
    }

    private void recipe(BuildRecipe recipe, ObjectNode node) {
        node.put("dockerfile", recipe.dockerfile().toString());
        node.put("contextDir", recipe.contextDirectory().toString());
        ContextSizes.Size size = sizes.of(recipe);
        ObjectNode context = node.putObject("context");
        context.put("files", size.summary().files()).put("bytes", size.summary().bytes());
        size.ignoreFile().ifPresent(file -> context.put("ignoreFile", file.toString()));
        recipe.target().ifPresent(target -> node.put("target", target));
        addAll(node.putArray("args"), new TreeMap<>(recipe.args()).keySet());
        ObjectNode labels = node.putObject("labels");
        new TreeMap<>(recipe.labels()).forEach((key, value) -> labels.put(key, Redactor.redact(value)));
        addAll(node.putArray("platforms"), recipe.platforms());
        patches(recipe.patches(), node.putObject("patches"));
        new OptionsJson(recipe.options()).describe(node);
    }

    private static void patches(BuildRecipe.Patches patches, ObjectNode node) {
        PatchesJson.write(node.putArray("inContext"), PatchNotes.ofContext(patches.applied()));
        ArrayNode inImage = node.putArray("inImage");
        for (PatchSet set : patches.inImage()) {
            set.patches()
                    .forEach(patch -> inImage.addObject()
                            .put("patch", patch.place())
                            .put("digest", patch.digest().value())
                            .put("imagePath", "/" + set.into()));
        }
    }

    static void addAll(ArrayNode array, Collection<?> values) {
        values.forEach(value -> array.add(value.toString()));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
