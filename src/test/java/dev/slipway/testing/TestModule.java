package dev.slipway.testing;

import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.GitFacts;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.OtherImage;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Problem;
import dev.slipway.plan.ProjectFacts;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.plan.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A module with its files and what its POM says, to be planned; version 1.4.0 in a repository on branch main. */
public final class TestModule {

    /** The folder's stand-in in {@link #problems()}. */
    private static final String HERE = "MODULE";

    private final Path directory;
    private final ImageSettings shared = new ImageSettings();
    private @Nullable List<ImageSettings> images;
    private ProjectFacts.Coordinates coordinates = new ProjectFacts.Coordinates("fleet", "1.4.0", "The Fleet");
    private Supplier<Optional<GitFacts>> git = () -> Optional.of(new FakeGit());
    private Optional<String> sourceUrl = Optional.empty();
    private Optional<Instant> outputTimestamp = Optional.empty();
    private boolean offline;
    private final List<ImageSetSettings> sets = new ArrayList<>();
    private Settings.Policies policies = Settings.Policies.none();
    private @Nullable String engine;
    private @Nullable String parallelism;
    private RegistrySettings.Push push = new RegistrySettings.Push(null, null);
    private RegistrySettings.Ecr ecr = RegistrySettings.Ecr.none();
    private boolean ociLabels = true;
    private List<String> filter = List.of();
    private List<OtherImage> others = List.of();

    public TestModule(Path directory) {
        this.directory = directory;
    }

    /** Writes a file of the module. */
    public TestModule file(String path, String content) {
        FakeHome.write(directory.resolve(path), content);
        return this;
    }

    /** Writes a Dockerfile beside the POM. */
    public TestModule dockerfile(String content) {
        return file("Dockerfile", content);
    }

    public TestModule artifact(String artifactId, String version) {
        coordinates = new ProjectFacts.Coordinates(artifactId, version, "The Fleet");
        return this;
    }

    public TestModule git(Supplier<Optional<GitFacts>> newGit) {
        git = newGit;
        return this;
    }

    public TestModule git(FakeGit repository) {
        return git(() -> Optional.of(repository));
    }

    public TestModule source(String url) {
        sourceUrl = Optional.of(url);
        return this;
    }

    public TestModule outputTimestamp(Instant time) {
        outputTimestamp = Optional.of(time);
        return this;
    }

    public TestModule offline() {
        offline = true;
        return this;
    }

    public TestModule engine(String text) {
        engine = text;
        return this;
    }

    public TestModule parallelism(String text) {
        parallelism = text;
        return this;
    }

    public TestModule policies(Settings.Policies wanted) {
        policies = wanted;
        return this;
    }

    /** Another image set. */
    public ImageSetSettings imageSet(String name) {
        ImageSetSettings set = new ImageSetSettings(name);
        sets.add(set);
        return set;
    }

    /** How patient a push is, as texts. */
    public TestModule push(RegistrySettings.Push section) {
        push = section;
        return this;
    }

    public TestModule ecr(RegistrySettings.Ecr section) {
        ecr = section;
        return this;
    }

    public TestModule withoutOciLabels() {
        ociLabels = false;
        return this;
    }

    public TestModule filter(String... patterns) {
        filter = List.of(patterns);
        return this;
    }

    /** The images of the other modules. */
    public TestModule others(OtherImage... images) {
        others = List.of(images);
        return this;
    }

    /** An empty {@code <images>}. */
    public TestModule noImages() {
        images = new ArrayList<>();
        return this;
    }

    /** What is said for all images. */
    public ImageSettings shared() {
        return shared;
    }

    /** Another image without a name. */
    public ImageSettings namelessImage() {
        if (images == null) {
            images = new ArrayList<>();
        }
        ImageSettings image = new ImageSettings();
        images.add(image);
        return image;
    }

    /** Another image. */
    public ImageSettings image(String name) {
        return namelessImage().with("name", name);
    }

    public BuildPlan plan() {
        return planner().plan();
    }

    /** The only image of the plan. */
    public ImagePlan onlyImage() {
        List<ImagePlan> planned = plan().images();
        if (planned.size() != 1) {
            throw new AssertionError("Not one image, but " + planned);
        }
        return planned.get(0);
    }

    /** The problems of the plan, with MODULE for the folder; none if it can be made. */
    public List<String> problems() {
        try {
            plan();
            return List.of();
        } catch (InvalidPlanException e) {
            return e.problems().stream()
                    .map(Problem::toString)
                    .map(text -> text.replace(directory.toString(), HERE))
                    .toList();
        }
    }

    private Planner planner() {
        List<ImageSettings> all = images;
        Settings settings = new Settings(
                new Settings.Engine(engine, null, parallelism),
                new RegistrySettings(ecr, push),
                new Settings.Layer("", shared.build(), shared.publish()),
                new Settings.Images(
                        all == null
                                ? null
                                : all.stream()
                                        .map(image -> image.image("<images><image>[" + image.shown() + "]"))
                                        .toList(),
                        sets.isEmpty()
                                ? null
                                : sets.stream().map(ImageSetSettings::set).toList()),
                policies,
                ociLabels,
                filter);
        Instant timestamp = outputTimestamp.orElse(Instant.parse("2026-11-20T23:30:00Z"));
        return new Planner(
                new ProjectFacts(coordinates, directory, timestamp, outputTimestamp, sourceUrl, git, offline),
                settings,
                others);
    }
}
