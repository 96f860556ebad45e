package dev.slipway.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.failure.Redactor;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.ImagePlan;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan for tools; {@code docs/planning.md} describes it. What the POM does not say and what has no default of ours is
 * left out; lists are there even if they are empty. Values of arguments are left out, since some of them are secrets.
 */
final class PlanJson {

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final BuildPlan plan;
    private final ContextSizes sizes = new ContextSizes();

    private PlanJson(BuildPlan plan) {
        this.plan = plan;
    }

    /** One document of several lines; walks the contexts to say how large they are. */
    static String of(BuildPlan plan) {
        PlanJson json = new PlanJson(plan);
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        root.put("engine", lower(plan.engine().choice()));
        plan.engine().buildkitHost().ifPresent(host -> root.put("buildkitHost", Redactor.redact(host)));
        plan.engine().parallelism().ifPresent(number -> root.put("parallelism", number));
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
        publishing(image.publishing(), node.putObject("publishing"));
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
        new PatchesJson(recipe.patches()).describe(node.putObject("patches"));
        new OptionsJson(recipe.options()).describe(node);
    }

    private void publishing(ImagePlan.Publishing publishing, ObjectNode node) {
        node.put("wanted", publishing.isWanted());
        node.put("timeout", publishing.timeout().toString());
        ArrayNode destinations = node.putArray("destinations");
        for (ImagePlan.Publication publication : publishing.publications()) {
            ObjectNode destination = destinations.addObject();
            destination.put("registry", publication.destination().toString());
            destination.put("repository", publication.repository().value());
            if (publication.destination() instanceof Destination.Ecr ecr) {
                ecr(ecr, destination.putObject("ecr"));
            }
        }
    }

    private void ecr(Destination.Ecr destination, ObjectNode node) {
        putIfSaid(node, "accountId", destination.accountId());
        putIfSaid(node, "region", destination.region());
        node.put("createIfMissing", plan.ecr().createRepositories());
        if (plan.ecr().createRepositories()) {
            EcrSettings.RepositoryTemplate template = plan.ecr().repository();
            node.put("encryption", template.encryption().name());
            putIfSaid(node, "kmsKey", template.kmsKey());
            node.put("scanOnPush", template.scanOnPush());
            node.put("immutableTags", template.immutableTags());
            putPolicy(node, template.lifecyclePolicy());
        }
    }

    private static void putPolicy(ObjectNode node, @Nullable String policy) {
        if (policy == null) {
            return;
        }
        try {
            node.set("lifecyclePolicy", JSON.readTree(policy));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The planner only takes policies that are JSON", e);
        }
    }

    private static void putIfSaid(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    static void addAll(ArrayNode array, Collection<?> values) {
        values.forEach(value -> array.add(value.toString()));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
