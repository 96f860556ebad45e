package dev.slipway.plan;

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
        EcrSettings ecr = new EcrSection(settings.registries().ecr(), facts.baseDirectory(), problems).read();
        PushSettings push = new PushSection(settings.registries().push(), problems).read();
        List<ImagePlan> plans = new BuildOrder(plans(images, ecr), problems).sorted();
        OtherModules otherModules = new OtherModules(others, problems);
        new Policies(settings, facts, otherModules, problems).check(images, plans, engine.choice());
        ImageFilter filter = new ImageFilter(settings.filter());
        List<ImagePlan> wanted = plans.stream().filter(filter::wants).toList();
        Map<String, String> makers = new HashMap<>(otherModules.makers(wanted));
        plans.stream().filter(image -> !filter.wants(image)).forEach(image -> addTo(makers, image));
        problems.throwIfAny();
        return new BuildPlan(engine, ecr, push, wanted, makers);
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
        for (LayeredImage image : images()) {
            ImageNames.nameOf(image, new Problems())
                    .ifPresent(name -> names.add(new OtherImage(
                            module,
                            order,
                            Objects.requireNonNullElse(image.image().alias(), name.lastSegment()),
                            name.value(),
                            () -> ImageNames.of(image, facts).references())));
        }
        return names;
    }

    /** The engine that the plan will name, if it is worth connecting to before the plan is made; nothing is checked. */
    public Optional<EngineSettings> engineAhead() {
        Problems unsaid = new Problems();
        EngineSettings engine = new EngineSection(settings.engine(), unsaid).read();
        boolean isWorthIt = unsaid.areNone() && settings.filter().isEmpty() && !images().isEmpty();
        return isWorthIt ? Optional.of(engine) : Optional.empty();
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

    private List<ImagePlan> plans(List<LayeredImage> images, EcrSettings ecr) {
        List<ImageNames> named =
                images.stream().map(image -> ImageNames.of(image, facts)).toList();
        Map<String, String> references = new TreeMap<>();
        named.forEach(names -> names.alias()
                .ifPresent(
                        alias -> names.reference().ifPresent(reference -> references.putIfAbsent(alias, reference))));
        return plans(named, new Publishings(ecr, problems), references);
    }

    private List<ImagePlan> plans(List<ImageNames> named, Publishings publishings, Map<String, String> references) {
        Map<String, String> labels = settings.ociLabels() ? OciLabels.of(facts) : Map.of();
        Recipes recipes = new Recipes(facts, labels, problems);
        NameClashes clashes = new NameClashes(problems);
        List<ImagePlan> plans = new ArrayList<>();
        for (ImageNames image : named) {
            problems.addAll(image.problems());
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
}
