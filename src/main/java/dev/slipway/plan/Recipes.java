package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import dev.slipway.image.Platform;
import dev.slipway.patch.PatchLabel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how an image is built. */
final class Recipes {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private final Path baseDirectory;
    private final boolean isOffline;
    private final Optional<Instant> outputTimestamp;
    private final Map<String, String> defaultLabels;
    private final SourcesSection sources;
    private final Problems problems;

    Recipes(ProjectFacts facts, Map<String, String> defaultLabels, Problems problems) {
        this.baseDirectory = facts.baseDirectory();
        this.isOffline = facts.isOffline();
        this.outputTimestamp = facts.outputTimestamp();
        this.defaultLabels = defaultLabels;
        this.sources = new SourcesSection(facts.baseDirectory(), problems);
        this.problems = problems;
    }

    /**
     * The recipe, or empty if its files are not there; everything wrong is noted.
     *
     * @param images the references of the images of the module, by alias
     */
    Optional<BuildRecipe> read(LayeredImage image, Map<String, String> images) {
        Settings.Build build = image.build();
        Optional<SourcesSection.Found> files = sources.read(image);
        String targetPlace = place(image, "<target>", Settings.Build::target);
        files.ifPresent(found -> checkTarget(targetPlace, build.target(), found));
        List<Platform> platforms = platforms(place(image, "<platforms>", Settings.Build::platforms), build.platforms());
        BuildRecipe.Options options = options(image, images);
        return files.map(found -> new BuildRecipe(
                found.sources(),
                Optional.ofNullable(build.target()),
                args(build.args()),
                labels(build.labels(), found),
                platforms,
                options,
                found.patches()));
    }

    private static String place(LayeredImage image, String element, Function<Settings.Build, @Nullable Object> said) {
        return SourcesSection.place(image, element, said);
    }

    private void checkTarget(String place, @Nullable String target, SourcesSection.Found files) {
        if (target != null && !files.dockerfile().hasStage(target)) {
            List<String> names = files.dockerfile().stageNames();
            problems.add(
                    place,
                    files.sources().dockerfile().getFileName() + " has no stage '" + target + "'",
                    names.isEmpty()
                            ? "Name a stage there with FROM … AS " + target + "."
                            : "Use one of " + String.join(", ", names) + ".");
        }
    }

    private Map<String, String> args(Map<String, String> own) {
        Map<String, String> args = new TreeMap<>(own);
        outputTimestamp.ifPresent(time -> args.putIfAbsent(SourceDate.ARGUMENT, SourceDate.text(time)));
        return args;
    }

    private Map<String, String> labels(Map<String, String> own, SourcesSection.Found files) {
        Map<String, String> labels = new TreeMap<>(defaultLabels);
        labels.keySet().removeAll(files.dockerfile().labelKeys());
        labels.putAll(own);
        if (!files.patches().applied().isEmpty()) {
            labels.put(PatchLabel.NAME, PatchLabel.of(files.patches().applied()));
        }
        return labels;
    }

    private List<Platform> platforms(String place, @Nullable List<String> platforms) {
        return (platforms == null ? Stream.<String>empty() : platforms.stream())
                .map(text -> problems.value(place, () -> Platform.parse(text.strip())))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private BuildRecipe.Options options(LayeredImage image, Map<String, String> images) {
        Settings.Options options = image.build().options();
        String pullPlace = place(image, "<pullPolicy>", build -> build.options().pullPolicy());
        PullPolicy pullPolicy = problems.value(pullPlace, () -> pullPolicy(options.pullPolicy()))
                .orElse(PullPolicy.MISSING);
        String timeoutPlace = place(image, "<timeout>", build -> build.options().timeout());
        return new BuildRecipe.Options(
                rebuild(options),
                isOffline ? PullPolicy.NEVER : pullPolicy,
                problems.value(timeoutPlace, () -> timeout(options.timeout())).orElse(DEFAULT_TIMEOUT),
                new RunSection(image, problems).read(),
                new InputsSection(baseDirectory, images, problems).read(image),
                new CacheSection(baseDirectory, problems).read(image),
                new AttestationsSection(problems).read(image));
    }

    private static BuildRecipe.Rebuild rebuild(Settings.Options options) {
        return new BuildRecipe.Rebuild(
                Boolean.TRUE.equals(options.noCache()),
                !Boolean.FALSE.equals(options.rebuild().skipUnchanged()),
                Objects.requireNonNullElse(options.rebuild().rebuildOn(), List.of()));
    }

    private static PullPolicy pullPolicy(@Nullable String text) {
        String wanted = Objects.requireNonNullElse(text, "missing").toUpperCase(Locale.ROOT);
        return Arrays.stream(PullPolicy.values())
                .filter(policy -> policy.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "'" + text + "' is not a pull policy", "Use missing, always or never."));
    }

    private static Duration timeout(@Nullable String text) {
        return text == null ? DEFAULT_TIMEOUT : Timeouts.parse(text);
    }
}
