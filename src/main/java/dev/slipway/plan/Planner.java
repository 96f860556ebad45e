package dev.slipway.plan;

import dev.slipway.image.ImageTag;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RepositoryName;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of settings and facts: every default and every check is here.
 *
 * <p>It reads Dockerfiles, and asks neither network nor engine nor clock.
 */
public final class Planner {

    private final ProjectFacts facts;
    private final Settings settings;
    private final Problems problems = new Problems();

    public Planner(ProjectFacts facts, Settings settings) {
        this.facts = facts;
        this.settings = settings;
    }

    /**
     * The plan; it is empty for a module without images.
     *
     * @throws InvalidPlanException with everything that is wrong
     */
    public BuildPlan plan() {
        List<Settings.Image> images = images();
        if (images.isEmpty()) {
            return BuildPlan.empty();
        }
        EngineChoice engine = problems.value(
                        "<engine>", () -> engine(settings.engine().choice()))
                .orElse(EngineChoice.AUTO);
        EcrSettings ecr = new EcrSection(settings.ecr(), facts.baseDirectory(), problems).read();
        List<ImagePlan> plans = plans(images, ecr);
        problems.throwIfAny();
        ImageFilter filter = new ImageFilter(settings.filter());
        return new BuildPlan(
                new EngineSettings(engine, Optional.ofNullable(settings.engine().buildkitHost())),
                ecr,
                plans.stream().filter(filter::wants).toList());
    }

    private List<Settings.Image> images() {
        if (settings.images() != null) {
            return settings.images().stream().filter(image -> !image.skip()).toList();
        }
        Settings.Build build = settings.build();
        boolean isAsked = build.dockerFile() != null || build.contextDir() != null;
        boolean hasDockerfile = Files.exists(facts.baseDirectory().resolve("Dockerfile"));
        return isAsked || hasDockerfile ? List.of(zeroConfiguration()) : List.of();
    }

    private Settings.Image zeroConfiguration() {
        String name = facts.coordinates().artifactId().toLowerCase(Locale.ROOT);
        return new Settings.Image("", name, null, settings.build(), settings.publish(), false);
    }

    private List<ImagePlan> plans(List<Settings.Image> images, EcrSettings ecr) {
        Map<String, String> labels = settings.ociLabels() ? OciLabels.of(facts) : Map.of();
        Recipes recipes = new Recipes(facts, labels, problems);
        Publishings publishings = new Publishings(facts, ecr.accountId(), settings.publish(), problems);
        NameClashes clashes = new NameClashes(problems);
        List<ImagePlan> plans = new ArrayList<>();
        for (Settings.Image image : images) {
            Map<String, String> earlier = references(plans);
            plan(image, new Readers(recipes, publishings, clashes), earlier).ifPresent(plans::add);
        }
        return plans;
    }

    /** Of images by alias. */
    private static Map<String, String> references(List<ImagePlan> plans) {
        Map<String, String> references = new TreeMap<>();
        plans.forEach(plan -> plan.localReferences().stream()
                .findFirst()
                .ifPresent(reference -> references.putIfAbsent(plan.alias(), reference.toString())));
        return references;
    }

    /** What reads the parts of an image. */
    private record Readers(Recipes recipes, Publishings publishings, NameClashes clashes) {}

    private Optional<ImagePlan> plan(Settings.Image image, Readers readers, Map<String, String> earlier) {
        Optional<RepositoryName> known = name(image);
        checkAlias(image);
        Optional<BuildRecipe> recipe = readers.recipes().read(image, settings.build(), earlier);
        List<ImageTag> tags = readers.publishings().tags(image);
        ImagePlan.Publishing publishing = readers.publishings().read(image, known);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        RepositoryName name = known.get();
        String alias = Objects.requireNonNullElse(image.alias(), name.lastSegment());
        readers.clashes().check(alias, name, tags, publishing);
        return recipe.map(found -> new ImagePlan(alias, name, tags, found, publishing));
    }

    private Optional<RepositoryName> name(Settings.Image image) {
        String name = image.name();
        if (name == null) {
            problems.add(image.place() + "<name>", "the image has no name", "Add <name>, such as <name>app</name>.");
            return Optional.empty();
        }
        try {
            return Optional.of(RepositoryName.parse(name));
        } catch (InvalidValueException e) {
            boolean isArtifactId = image.place().isEmpty();
            problems.add(
                    isArtifactId ? "<artifactId>" : image.place() + "<name>",
                    String.valueOf(e.getMessage()),
                    isArtifactId ? "Give the image another in <images><image><name>." : e.remedy());
            return Optional.empty();
        }
    }

    private void checkAlias(Settings.Image image) {
        String alias = image.alias();
        if (alias != null && !alias.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            problems.add(
                    image.place() + "<alias>",
                    "'" + alias + "' is not an alias",
                    "Use letters, digits, '.', '_' and '-', and begin with a letter or a digit; it becomes a folder's"
                            + " name.");
        }
    }

    private static EngineChoice engine(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "auto").toLowerCase(Locale.ROOT)) {
            case "auto" -> EngineChoice.AUTO;
            case "docker" -> EngineChoice.DOCKER;
            case "buildkit" -> EngineChoice.BUILDKIT;
            case "embedded" ->
                throw new InvalidValueException(
                        "the engine '" + text + "' is not in this version", "Use auto, buildkit or docker.");
            default ->
                throw new InvalidValueException("'" + text + "' is not an engine", "Use auto, buildkit or docker.");
        };
    }
}
