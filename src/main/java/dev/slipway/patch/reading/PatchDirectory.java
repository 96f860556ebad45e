package dev.slipway.patch.reading;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.reading.PatchSeries.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The patches that a directory holds.
 *
 * @param patches  those that could be read, in the order in which they are applied
 * @param problems why the others could not; nothing may be applied unless this is empty
 */
public record PatchDirectory(List<Patch> patches, List<PatchProblem> problems) {

    /** More than this is no patch that anyone looks through, and would be held in memory. */
    private static final int LARGEST = 100 * 1024 * 1024;

    private static final String GZIP = ".gz";
    private static final List<String> OTHER_PACKERS = List.of(".xz", ".bz2", ".zst", ".lzma", ".Z");

    /** Copies the lists. */
    public PatchDirectory {
        patches = List.copyOf(patches);
        problems = List.copyOf(problems);
    }

    /**
     * Reads all patches of a directory.
     *
     * @param directory a directory, or a single patch
     * @param shownAs   what messages call it: its path as the POM would write it
     * @param options   for the number of segments to strip, where the series does not say
     */
    public static PatchDirectory read(Path directory, String shownAs, PatchOptions options) {
        PatchSeries series = PatchSeries.of(directory, shownAs);
        List<Patch> patches = new ArrayList<>();
        List<PatchProblem> problems = new ArrayList<>(series.problems());
        for (Entry entry : series.entries()) {
            String place = entry.file().equals(directory) ? shownAs : shownAs + "/" + entry.name();
            try {
                patches.add(read(entry, place, options));
            } catch (UnreadablePatchException e) {
                problems.addAll(e.problems());
            } catch (AccessDeniedException e) {
                problems.add(new PatchProblem(place, "permission is denied", "Let the user who runs Maven read it."));
            } catch (IOException e) {
                problems.add(new PatchProblem(
                        place, "it cannot be read: " + e.getMessage(), "Check the file and its disk."));
            }
        }
        return new PatchDirectory(patches, problems);
    }

    private static Patch read(Entry entry, String place, PatchOptions options) throws IOException {
        int strip = entry.strip().orElse(options.strip());
        if (OTHER_PACKERS.stream().anyMatch(entry.name()::endsWith)) {
            throw failure(place, "only .gz is unpacked", "Unpack the patch, or pack it with gzip.");
        }
        if (Files.size(entry.file()) > LARGEST) {
            throw tooLarge(place);
        }
        byte[] bytes = Files.readAllBytes(entry.file());
        List<FilePatch> files = PatchReader.files(place, entry.name().endsWith(GZIP) ? unpacked(place, bytes) : bytes);
        return new Patch(entry.name(), place, PatchReader.sha256(bytes), strip, files);
    }

    private static byte[] unpacked(String place, byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(LARGEST + 1);
            if (unpacked.length > LARGEST) {
                throw tooLarge(place);
            }
            return unpacked;
        }
    }

    private static UnreadablePatchException tooLarge(String place) {
        return failure(
                place, "the patch has more than 100 MB", "Bring large files into the image with COPY or ADD instead.");
    }

    private static UnreadablePatchException failure(String place, String what, String remedy) {
        return new UnreadablePatchException(place, List.of(new PatchProblem(place, what, remedy)));
    }
}
