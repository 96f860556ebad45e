package dev.slipway.plan;

import dev.slipway.context.OverlaidFiles;
import dev.slipway.context.Overlay;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.DockerfileException;
import dev.slipway.patch.PatchResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the files that an image is made of: {@code <contextDir>}, {@code <patches>} and {@code <dockerFile>}. */
final class SourcesSection {

    private static final String DEFAULT_DOCKERFILE = "Dockerfile";

    private final Path baseDirectory;
    private final PatchesSection patches;
    private final PatchedContexts patched = new PatchedContexts();
    private final Problems problems;

    SourcesSection(Path baseDirectory, Problems problems) {
        this.baseDirectory = baseDirectory;
        this.patches = new PatchesSection(baseDirectory, new PatchDirectories());
        this.problems = problems;
    }

    /**
     * The files.
     *
     * @param sources    where they are
     * @param dockerfile the Dockerfile as patches leave it
     * @param patches    what is patched
     */
    record Found(BuildRecipe.Sources sources, Dockerfile dockerfile, BuildRecipe.Patches patches) {}

    /** The files of an image, or empty if they are not there; everything wrong is noted. */
    Optional<Found> read(LayeredImage image) {
        String folder = image.build().contextDir();
        return context(place(image, "<contextDir>", Settings.Build::contextDir), folder)
                .flatMap(context -> read(image, context));
    }

    private Optional<Found> read(LayeredImage image, Path context) {
        String place = place(image, "<dockerFile>", Settings.Build::dockerFile);
        String wanted = Objects.requireNonNullElse(image.build().dockerFile(), DEFAULT_DOCKERFILE);
        List<Path> candidates = List.of(
                context.resolve(wanted).normalize(),
                baseDirectory.resolve(wanted).normalize());
        Optional<PatchesSection.Wanted> sets = patches.read(image, context, problems);
        PatchResult result =
                sets.map(known -> patched(context, candidates, known)).orElseGet(PatchResult::nothing);
        Optional<Path> file = first(candidates, context, result.overlay());
        if (file.isEmpty()) {
            addMissing(place, candidates);
        }
        BuildRecipe.Patches said = new BuildRecipe.Patches(
                result.applied(), sets.map(PatchesSection.Wanted::inImage).orElse(List.of()));
        return file.map(path -> new BuildRecipe.Sources(context, path, result.overlay()))
                .flatMap(sources -> parsed(place, sources).map(parsed -> new Found(sources, parsed, said)));
    }

    static String place(LayeredImage image, String element, Function<Settings.Build, @Nullable Object> said) {
        return image.placeOf(element, layer -> said.apply(layer.build()));
    }

    private Optional<Path> context(String place, @Nullable String folder) {
        Path context =
                baseDirectory.resolve(Objects.requireNonNullElse(folder, ".")).normalize();
        if (Files.isDirectory(context)) {
            return Optional.of(context);
        }
        problems.add(
                place,
                Files.exists(context) ? context + " is not a folder" : "the folder " + context + " does not exist",
                "Write the folder that the Dockerfile copies from.");
        return Optional.empty();
    }

    /** Patches can make the Dockerfile or take it away, and its name decides which ignore file counts for them. */
    private PatchResult patched(Path context, List<Path> candidates, PatchesSection.Wanted sets) {
        Path expected = first(candidates, context, Overlay.none()).orElse(candidates.get(0));
        PatchResult result = patched.apply(context, expected, sets.inContext());
        Path found = first(candidates, context, result.overlay()).orElse(expected);
        if (!found.equals(expected)) {
            result = patched.apply(context, found, sets.inContext());
        }
        problems.addAll(sets.place(), result.problems());
        return result;
    }

    private static Optional<Path> first(List<Path> candidates, Path context, Overlay overlay) {
        OverlaidFiles files = new OverlaidFiles(context, overlay);
        return candidates.stream().filter(files::exists).findFirst();
    }

    private void addMissing(String place, List<Path> candidates) {
        String looked = candidates.stream()
                .distinct()
                .map(Path::toString)
                .reduce((a, b) -> a + " and " + b)
                .orElse("");
        problems.add(
                place,
                "there is no Dockerfile at " + looked,
                "Write its path relative to <contextDir> or to the module.");
    }

    private Optional<Dockerfile> parsed(String place, BuildRecipe.Sources sources) {
        try {
            return Optional.of(sources.readDockerfile());
        } catch (DockerfileException e) {
            problems.add(place, e.place() + ": " + e.whatHappened(), e.remedy());
            return Optional.empty();
        }
    }
}
