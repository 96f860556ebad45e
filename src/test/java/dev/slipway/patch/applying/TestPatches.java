package dev.slipway.patch.applying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.FilePatch.Content.Hunks;
import dev.slipway.patch.FileTree;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchOptions.OnApplied;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import dev.slipway.patch.reading.PatchDirectory;
import dev.slipway.patch.reading.PatchReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patches that are read of bytes, and applied. */
final class TestPatches {

    private TestPatches() {}

    /** A patch whose names have one segment too many. */
    static Patch read(byte[] diff) {
        return PatchReader.read("the.diff", "patches/the.diff", 1, diff);
    }

    /** Each file of a patch in a patch of its own; what makes a link of a file stays together. */
    static List<Patch> alone(Patch patch) {
        List<List<FilePatch>> groups = new ArrayList<>();
        for (FilePatch file : patch.files()) {
            boolean isSecondHalf = file.change() == Change.CREATE
                    && !groups.isEmpty()
                    && groups.get(groups.size() - 1).get(0).names().old().equals(old(file));
            if (!isSecondHalf) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(file);
        }
        return groups.stream()
                .map(files -> new Patch(patch.name(), patch.place(), patch.digest(), patch.strip(), files))
                .toList();
    }

    /** The patches of a directory. */
    static PatchSet set(Path directory) {
        PatchOptions options = PatchOptions.defaults();
        PatchDirectory found = PatchDirectory.read(directory, "patches", options);
        assertThat(found.problems()).isEmpty();
        return new PatchSet(directory, "", found.patches(), options);
    }

    private static Optional<String> old(FilePatch file) {
        return file.names().changed().map(name -> "a" + name.substring(name.indexOf('/')));
    }

    /** Whether lines change, and not just names or modes. */
    static boolean hasHunks(Patch patch) {
        return patch.files().stream()
                .allMatch(file ->
                        file.content() instanceof Hunks hunks && !hunks.hunks().isEmpty());
    }

    /** What comes of patches, one after the other. */
    static PatchResult apply(FileTree tree, int fuzz, Patch... patches) {
        return apply(tree, new PatchOptions(1, fuzz, false, OnApplied.FAIL), patches);
    }

    /** What comes of patches, one after the other. */
    static PatchResult apply(FileTree tree, PatchOptions options, Patch... patches) {
        return new Patcher(tree).apply(List.of(new PatchSet(Path.of("/patches"), "", List.of(patches), options)));
    }
}
