package dev.slipway.patch.reading;

import dev.slipway.patch.PatchProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The patches of a directory in the order in which they are applied: as its file {@code series} says, or else all
 * {@code *.patch} and {@code *.diff} that lie directly in it, by name.
 *
 * @param entries  those that were found
 * @param problems why there are not more
 */
public record PatchSeries(List<Entry> entries, List<PatchProblem> problems) {

    static final String SERIES = "series";

    private static final List<String> ENDINGS = List.of(".patch", ".diff", ".patch.gz", ".diff.gz");
    private static final String NAME_ANOTHER = "Create it, or name another directory in <patches>.";

    /** By the bytes of the names in UTF-8, on every system. */
    private static final Comparator<Path> BY_NAME =
            Comparator.comparing(file -> bytes(file.getFileName().toString()), Arrays::compareUnsigned);

    /**
     * A patch.
     *
     * @param name  relative to the directory, separated by slashes
     * @param file  where it is
     * @param strip how many leading segments are taken from the names in it, where the series says so
     */
    public record Entry(String name, Path file, OptionalInt strip) {}

    /** Copies the lists. */
    public PatchSeries {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /**
     * Finds the patches of a directory.
     *
     * @param directory a directory, or a single patch
     * @param shownAs   what messages call it
     */
    public static PatchSeries of(Path directory, String shownAs) {
        try {
            if (Files.isRegularFile(directory)) {
                String name = directory.getFileName().toString();
                return new PatchSeries(List.of(new Entry(name, directory, OptionalInt.empty())), List.of());
            }
            if (!Files.isDirectory(directory)) {
                return failed(shownAs, "there is no such directory", NAME_ANOTHER);
            }
            return Files.exists(directory.resolve(SERIES))
                    ? new SeriesFile(directory, shownAs).read()
                    : byName(directory, shownAs);
        } catch (AccessDeniedException e) {
            return failed(shownAs, "permission is denied", "Let the user who runs Maven read it.");
        } catch (IOException e) {
            return failed(shownAs, "the file system says: " + e.getMessage(), "Check the directory and its disk.");
        }
    }

    static PatchSeries failed(String place, String what, String remedy) {
        return new PatchSeries(List.of(), List.of(new PatchProblem(place, what, remedy)));
    }

    private static PatchSeries byName(Path directory, String shownAs) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Entry> entries = files.filter(PatchSeries::isPatch)
                    .sorted(BY_NAME)
                    .map(file -> new Entry(file.getFileName().toString(), file, OptionalInt.empty()))
                    .toList();
            return entries.isEmpty()
                    ? failed(
                            shownAs,
                            "no *.patch and no *.diff lies directly in it",
                            "Put one there, or name patches in folders in a file «series».")
                    : new PatchSeries(entries, List.of());
        }
    }

    /** Hidden files are what editors and archives leave behind. */
    private static boolean isPatch(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.stream().anyMatch(name::endsWith) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
