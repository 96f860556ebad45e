package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchOptions.OnApplied;
import dev.slipway.patch.PatchSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code <patches>}. Whether the patches fit is not asked. */
final class PatchesSection {

    private final Path baseDirectory;
    private final PatchDirectories directories;

    /** @param directories where patches are read */
    PatchesSection(Path baseDirectory, PatchDirectories directories) {
        this.baseDirectory = baseDirectory;
        this.directories = directories;
    }

    /**
     * What is to be patched.
     *
     * @param place     the POM element that says so
     * @param inContext for files of the context
     * @param inImage   for files of the built image
     */
    record Wanted(String place, List<PatchSet> inContext, List<PatchSet> inImage) {}

    /** The patches of an image; empty if anything is wrong with them, which is noted. */
    Optional<Wanted> read(LayeredImage image, Path context, Problems problems) {
        Problems own = new Problems();
        List<Settings.Patch> texts =
                Objects.requireNonNullElse(image.build().options().patches(), List.of());
        String place =
                image.placeOf("<patches>", layer -> layer.build().options().patches());
        Wanted wanted = new Wanted(place, new ArrayList<>(), new ArrayList<>());
        for (Settings.Patch text : texts) {
            read(place, text, context, own)
                    .ifPresent(text.imagePath() == null ? wanted.inContext()::add : wanted.inImage()::add);
        }
        checkAttestations(image, wanted, own);
        problems.addAll(own);
        return own.areNone() ? Optional.of(wanted) : Optional.empty();
    }

    private Optional<PatchSet> read(String place, Settings.Patch text, Path context, Problems problems) {
        String directory = text.directory();
        if (directory == null) {
            problems.add(
                    place + "<patch>",
                    "a patch has no directory",
                    "Write it as <patch>patches/app</patch>, or in its <directory>.");
            return Optional.empty();
        }
        String own = place + "<patch>[" + directory + "]";
        Optional<String> folder = folder(own, text, context, problems);
        PatchOptions options = options(own, text, problems);
        Path absolute = baseDirectory.resolve(directory).normalize();
        List<Patch> patches = directories.read(place, absolute, shown(directory, absolute), options, problems);
        return folder.map(into -> new PatchSet(absolute, into, patches, options));
    }

    /** As the POM would write it: relative to the module where it lies there. */
    private String shown(String text, Path directory) {
        boolean isRelative =
                directory.startsWith(baseDirectory) || !Path.of(text).isAbsolute();
        String shown = isRelative ? FolderName.of(baseDirectory.relativize(directory)) : directory.toString();
        return shown.isEmpty() ? "." : shown;
    }

    private static Optional<String> folder(String place, Settings.Patch text, Path context, Problems problems) {
        String imagePath = text.imagePath();
        if (imagePath == null) {
            return problems.value(place + "<into>", () -> into(text.into(), context));
        }
        if (text.into() != null) {
            problems.add(
                    place,
                    "it has both <into> and <imagePath>",
                    "Keep <into> for files of the context, or <imagePath> for files that only the built image has.");
            return Optional.empty();
        }
        return problems.value(place + "<imagePath>", () -> FolderName.inImage(imagePath));
    }

    private static String into(@Nullable String text, Path context) {
        String into = text == null ? "" : FolderName.inContext(text);
        Path folder = context.resolve(into);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidValueException(
                    folder + " is not a folder", "Write the folder of the context that the patches are for.");
        }
        return into;
    }

    private static PatchOptions options(String place, Settings.Patch text, Problems problems) {
        PatchOptions defaults = PatchOptions.defaults();
        return new PatchOptions(
                problems.value(place + "<strip>", () -> number(text.strip(), defaults.strip(), "path segments", "-p"))
                        .orElse(defaults.strip()),
                problems.value(place + "<fuzz>", () -> number(text.fuzz(), defaults.fuzz(), "lines", "-F"))
                        .orElse(defaults.fuzz()),
                Boolean.TRUE.equals(text.ignoresWhitespace()),
                problems.value(place + "<onApplied>", () -> onApplied(text.onApplied()))
                        .orElse(defaults.onApplied()));
    }

    private static int number(@Nullable String text, int otherwise, String unit, String option) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new InvalidValueException(
                    "'" + text + "' is not a number of " + unit,
                    "Write 0, 1, 2 and so on, as " + option + " of patch has it.");
        }
        return Integer.parseInt(text);
    }

    private static OnApplied onApplied(@Nullable String text) {
        return switch (text == null ? "skip" : text.toLowerCase(Locale.ROOT)) {
            case "skip" -> OnApplied.SKIP;
            case "fail" -> OnApplied.FAIL;
            default ->
                throw new InvalidValueException(
                        "'" + text + "' does not say what becomes of a patch that is applied already",
                        "Use skip or fail.");
        };
    }

    private static void checkAttestations(LayeredImage image, Wanted wanted, Problems problems) {
        if (!wanted.inImage().isEmpty()
                && new AttestationsSection(new Problems()).read(image).any()) {
            problems.add(
                    wanted.place(),
                    "an image that is patched after its build (<imagePath>) cannot have attestations, since they would"
                            + " speak of the image before",
                    "Leave out <attestations>, or patch files of the context (<into>).");
        }
    }
}
