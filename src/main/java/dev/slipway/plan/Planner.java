package dev.slipway.plan;

import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RepositoryName;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a plan of settings and facts: every default and every check is here.
 *
 * <p>It reads Dockerfiles, and asks neither network nor engine nor clock.
 */
public final class Planner {

    private final ProjectFacts facts;
    private final Settings settings;
    private final List<OtherImage> others;
    private final Problems problems = new Problems();

    /** A planner for a module that is alone. */
    public Planner(ProjectFacts facts, Settings settings) {
        this(facts, settings, List.of());
    }

    /** @param others the images of the other modules of the project */
    public Planner(ProjectFacts facts, Settings settings, List<OtherImage> others) {
        this.facts = facts;
        this.settings = settings;
        this.others = List.copyOf(others);
    }

    /**
     * The plan; it is empty for a module without images.
     *
     * @throws InvalidPlanException with everything that is wrong
     */
    public BuildPlan plan() {
        List<LayeredImage> images = images();
        if (images.isEmpty() && problems.areNone()) {
            return BuildPlan.empty();
        }
        EngineSettings engine = new EngineSection(settings.engine(), problems).read();
        EcrSettings ecr = new EcrSection(settings.ecr(), facts.baseDirectory(), problems).read();
        List<ImagePlan> plans = new BuildOrder(plans(images, ecr), problems).sorted();
        OtherModules otherModules = new OtherModules(others, problems);
        new Policies(settings, facts, otherModules, problems).check(images, plans, engine.choice());
        ImageFilter filter = new ImageFilter(settings.filter());
        List<ImagePlan> wanted = plans.stream().filter(filter::wants).toList();
        Map<String, String> makers = new HashMap<>(otherModules.makers(wanted));
        plans.stream().filter(image -> !filter.wants(image)).forEach(image -> addTo(makers, image));
        problems.throwIfAny();
        return new BuildPlan(engine, ecr, wanted, makers);
    }

    private static void addTo(Map<String, String> makers, ImagePlan leftOut) {
        leftOut.localReferences()
                .forEach(reference -> makers.put(
                        reference.familiar(),
                        "The image '" + leftOut.alias() + "' of this module makes it: build it first, or add it to"
                                + " slipway.filter."));
    }

    /**
     * The names of the module's images, as far as they can be told; nothing is checked.
     *
     * @param module how other modules name this one
     * @param order  when Maven builds it
     */
    public List<OtherImage> names(OtherImage.Module module, OtherImage.Order order) {
        List<OtherImage> names = new ArrayList<>();
        Publishings publishings = new Publishings(facts, null, problems);
        for (LayeredImage image : images()) {
            name(image.image())
                    .ifPresent(name -> names.add(new OtherImage(
                            module,
                            order,
                            Objects.requireNonNullElse(image.image().alias(), name.lastSegment()),
                            name.value(),
                            () -> publishings.tags(image).stream()
                                    .map(tag -> ImageReference.local(name, tag.tag())
                                            .toString())
                                    .toList())));
        }
        return names;
    }

    private List<LayeredImage> images() {
        ImageSets sets = new ImageSets(settings, problems);
        if (sets.areSaid()) {
            return sets.images();
        }
        Settings.Build build = settings.shared().build();
        boolean isAsked = build.dockerFile() != null || build.contextDir() != null;
        boolean hasDockerfile = Files.exists(facts.baseDirectory().resolve("Dockerfile"));
        return isAsked || hasDockerfile ? List.of(zeroConfiguration()) : List.of();
    }

    private LayeredImage zeroConfiguration() {
        String name = facts.coordinates().artifactId().toLowerCase(Locale.ROOT);
        Settings.Layer shared = settings.shared();
        return new LayeredImage(
                new Settings.Image("", name, null, shared.build(), shared.publish(), false),
                Optional.empty(),
                List.of());
    }

    /** An image with the names that it gets. */
    private record Named(LayeredImage image, Optional<RepositoryName> name, List<ImageTag> tags) {

        /** The alias of the POM, or the one that the name gives. */
        private Optional<String> alias() {
            return Optional.ofNullable(image.image().alias()).or(() -> name.map(RepositoryName::lastSegment));
        }

        private Optional<String> reference() {
            return name.flatMap(known -> tags.stream()
                    .findFirst()
                    .map(tag -> ImageReference.local(known, tag.tag()).toString()));
        }
    }

    private List<ImagePlan> plans(List<LayeredImage> images, EcrSettings ecr) {
        Publishings publishings = new Publishings(facts, ecr.accountId(), problems);
        List<Named> named = new ArrayList<>();
        Map<String, String> references = new TreeMap<>();
        for (LayeredImage image : images) {
            Named names = new Named(image, name(image.image()), publishings.tags(image));
            checkAlias(image.image());
            named.add(names);
            names.alias()
                    .ifPresent(alias ->
                            names.reference().ifPresent(reference -> references.putIfAbsent(alias, reference)));
        }
        return plans(named, publishings, references);
    }

    private List<ImagePlan> plans(List<Named> named, Publishings publishings, Map<String, String> references) {
        Map<String, String> labels = settings.ociLabels() ? OciLabels.of(facts) : Map.of();
        Recipes recipes = new Recipes(facts, labels, problems);
        NameClashes clashes = new NameClashes(problems);
        List<ImagePlan> plans = new ArrayList<>();
        for (Named image : named) {
            Optional<BuildRecipe> recipe = recipes.read(image.image(), references);
            ImagePlan.Publishing publishing = publishings.read(image.image(), image.name());
            image.name().ifPresent(name -> {
                String alias = image.alias().orElseThrow();
                clashes.check(alias, name, image.tags(), publishing);
                recipe.map(found -> new ImagePlan(
                                alias,
                                image.image().set().orElse(""),
                                name,
                                image.tags(),
                                found,
                                publishing,
                                List.of()))
                        .ifPresent(plans::add);
            });
        }
        return plans;
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
}
