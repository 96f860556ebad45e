package dev.slipway.app;

import dev.slipway.context.ContentTime;
import dev.slipway.context.Overlay;
import dev.slipway.context.Overlay.Change;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerEntry.Owner;
import dev.slipway.layout.LayerEntry.What;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.AppliedPatch.AppliedFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the layer of what patches changed in an image. A file keeps its owner, its mode and its extended attributes; a
 * new one belongs to whom its folder belongs to.
 *
 * <p>Times are made of contents: some programs, such as Python, take a file for the one that they compiled as long as
 * its size and its time are the same.
 */
final class PatchedLayer {

    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final int LINK_MODE = 0777;
    private static final Owner ROOT = new Owner(0, 0);

    private final FilesOfImage tree;
    private final Optional<Instant> latest;
    private final Map<String, String> sources = new HashMap<>();
    private final SortedMap<String, LayerEntry> entries = new TreeMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();

    /**
     * A layer without entries yet.
     *
     * @param applied says which files had other names before
     * @param latest  nothing in the layer is younger, where a time is set for the image
     */
    PatchedLayer(FilesOfImage tree, List<AppliedPatch> applied, Optional<Instant> latest) {
        this.tree = tree;
        this.latest = latest;
        applied.stream().flatMap(patch -> patch.files().stream()).forEach(this::trace);
    }

    private void trace(AppliedFile file) {
        file.from().ifPresent(from -> sources.put(file.path(), sources.getOrDefault(from, from)));
    }

    /** The layer's entries, each folder before what is in it. */
    List<LayerEntry> entries(Overlay overlay) {
        overlay.entries().forEach(this::add);
        return List.copyOf(entries.values());
    }

    /** The bytes of the files among them. */
    Map<String, byte[]> contents() {
        return contents;
    }

    private void add(String path, Change change) {
        // it was there for the patches, or could be made
        String place = tree.locate(path).orElseThrow();
        Owner folders = addFolders(place);
        Optional<LayerEntry> before = tree.entry(path).or(() -> tree.entry(sources.getOrDefault(path, path)));
        Owner owner = before.map(LayerEntry::owner).orElse(folders);
        if (change instanceof Change.File file) {
            contents.put(place, file.content());
            entries.put(place, file(place, file, before, owner));
        } else if (change instanceof Change.Link link) {
            entries.put(
                    place,
                    new LayerEntry(
                            place, new What.Link(link.target()), LINK_MODE, owner, ContentTime.EARLIEST, Map.of()));
        } else {
            entries.put(
                    place, new LayerEntry(place, new What.Whiteout(), FILE_MODE, ROOT, ContentTime.EARLIEST, Map.of()));
        }
    }

    private static LayerEntry file(String place, Change.File file, Optional<LayerEntry> before, Owner owner) {
        return new LayerEntry(
                place,
                new What.File(file.content().length),
                file.mode().orElseGet(() -> before.map(LayerEntry::mode).orElse(FILE_MODE)),
                owner,
                ContentTime.of(file.content()).truncatedTo(ChronoUnit.SECONDS),
                before.map(LayerEntry::attributes).orElse(Map.of()));
    }

    /** Adds the folders of a path as they are, or new ones. */
    private Owner addFolders(String place) {
        Owner owner = tree.entry("").map(LayerEntry::owner).orElse(ROOT);
        for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', slash + 1)) {
            String folder = place.substring(0, slash);
            Owner above = owner;
            LayerEntry entry = entries.computeIfAbsent(
                    folder, path -> tree.entry(path).map(this::dated).orElseGet(() -> newFolder(path, above)));
            owner = entry.owner();
        }
        return owner;
    }

    /**
     * A folder that is there, with the time that its layer has: an engine that made the layer itself may know a more exact
     * one, and, where a time is set for the image, the real one.
     */
    private LayerEntry dated(LayerEntry folder) {
        Instant time = latest.filter(limit -> folder.modified().isAfter(limit)).orElse(folder.modified());
        return new LayerEntry(
                folder.path(),
                folder.what(),
                folder.mode(),
                folder.owner(),
                time.truncatedTo(ChronoUnit.SECONDS),
                folder.attributes());
    }

    private static LayerEntry newFolder(String path, Owner owner) {
        return new LayerEntry(path, new What.Folder(), FOLDER_MODE, owner, ContentTime.EARLIEST, Map.of());
    }
}
