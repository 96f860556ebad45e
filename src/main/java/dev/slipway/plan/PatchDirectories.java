package dev.slipway.plan;

import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.reading.PatchDirectory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads directories of patches, each once for all images of a module. */
final class PatchDirectories {

    private final Map<Read, PatchDirectory> known = new HashMap<>();

    /** What decides how the patches of a directory are read. */
    private record Read(Path directory, String shownAs, int strip) {}

    /**
     * The patches of a directory in the order in which they are applied, as far as they can be read.
     *
     * @param place   the POM element that wants them
     * @param shownAs what messages call the directory
     * @param options for what the series does not say
     */
    List<Patch> read(String place, Path directory, String shownAs, PatchOptions options, Problems problems) {
        PatchDirectory read = known.computeIfAbsent(
                new Read(directory, shownAs, options.strip()),
                wanted -> PatchDirectory.read(directory, shownAs, options));
        problems.addAll(place, read.problems());
        return read.patches();
    }
}
