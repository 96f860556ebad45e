package dev.slipway.context;

import dev.slipway.context.Overlay.Change;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder with changes laid over them, folder by folder; no symbolic link is followed and no rule
 * counts here. A folder in which nothing changes costs one look-up.
 */
final class OverlaidTree {

    private final Path root;
    private final EntryReader reader;
    private final KeptListings listings;
    private final Overlay overlay;
    private final OverlayFolders changes;

    OverlaidTree(Path root, EntryReader reader, KeptListings listings, Overlay overlay) {
        this.root = root;
        this.reader = reader;
        this.listings = listings;
        this.overlay = overlay;
        this.changes = new OverlayFolders(overlay);
    }

    /** The files of a folder as they are, read anew each time. */
    static OverlaidTree of(Path root, Overlay overlay) {
        return new OverlaidTree(root, EntryReader.of(root), KeptListings.none(), overlay);
    }

    /** With further changes over those that there are. */
    OverlaidTree over(Overlay further) {
        return new OverlaidTree(root, reader, listings, overlay.over(further));
    }

    Path root() {
        return root;
    }

    EntryReader reader() {
        return reader;
    }

    /**
     * What lies in the root, in the order of names.
     *
     * @throws IOException if it cannot be listed
     */
    List<Child> children() throws IOException {
        // A folder that is only there for what is laid over it is not on the disk.
        boolean isOnDisk = overlay.isEmpty() || Files.exists(root);
        return laidOver("", isOnDisk ? listed(root) : List.of());
    }

    /**
     * What lies in a folder, in the order of names.
     *
     * @param path   of the folder, relative to the root
     * @param folder as it was found
     * @throws IOException if it cannot be listed
     */
    List<Child> children(String path, Child folder) throws IOException {
        return laidOver(path, folder instanceof LaidChild ? List.of() : listed(folder.path()));
    }

    /**
     * The file or folder of a path; empty if there is none, or the disk does not tell.
     *
     * @param path relative to the root; no symbolic link on the way to it
     */
    Optional<Child> find(String path) {
        boolean isOnDisk = true;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (changes.concern(folder)) {
                Child found = laid(folder, isOnDisk ? onDisk(folder) : null).orElse(null);
                if (found == null || found.facts(reader).type() != FileFacts.Type.DIRECTORY) {
                    return Optional.empty();
                }
                isOnDisk = found instanceof DiskChild;
            }
        }
        DiskChild disk = isOnDisk ? onDisk(path) : null;
        return changes.concern(path) ? laid(path, disk) : Optional.ofNullable(disk);
    }

    private @Nullable DiskChild onDisk(String path) {
        return EntryName.resolve(root, path)
                .flatMap(file -> DiskChild.find(file, reader))
                .orElse(null);
    }

    private List<Child> laidOver(String folder, List<DiskChild> onDisk) {
        Set<String> changed = changes.names(folder);
        if (changed.isEmpty()) {
            return Collections.unmodifiableList(onDisk);
        }
        Map<String, DiskChild> replaced = new HashMap<>();
        List<Child> children = new ArrayList<>();
        for (DiskChild child : onDisk) {
            if (child.isUtf8() && changed.contains(child.name())) {
                replaced.put(child.name(), child);
            } else {
                children.add(child);
            }
        }
        changed.forEach(name -> laid(below(folder, name), replaced.get(name)).ifPresent(children::add));
        children.sort(Comparator.comparing(Child::name, EntryName.ORDER));
        return children;
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** What is at a path at or below which something changes. */
    private Optional<Child> laid(String path, @Nullable DiskChild disk) {
        Change change = changes.at(path);
        if (change instanceof Change.File || change instanceof Change.Link) {
            return Optional.of(laidChild(path, change, disk));
        }
        DiskChild folder =
                change == null && disk != null && disk.facts(reader).type() == FileFacts.Type.DIRECTORY ? disk : null;
        if (changes.need(path)) {
            return Optional.of(folder == null ? laidChild(path, null, null) : folder);
        }
        if (change != null || disk == null || (folder != null && isEmptied(path, folder))) {
            return Optional.empty();
        }
        return Optional.of(disk);
    }

    private LaidChild laidChild(String path, @Nullable Change change, @Nullable DiskChild disk) {
        Path file = disk == null ? EntryName.resolve(root, path).orElse(root) : disk.path();
        return new LaidChild(file, path.substring(path.lastIndexOf('/') + 1), change, disk);
    }

    /** Whether all that a folder holds on the disk is removed, ignored or not; an empty one stays as it is. */
    private boolean isEmptied(String path, DiskChild folder) {
        Set<String> changed = changes.names(path);
        boolean isEmptied = false;
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder.path())) {
            for (Path file : listing) {
                DiskChild child = DiskChild.of(file);
                boolean stays = !changed.contains(child.name())
                        || laid(below(path, child.name()), child).isPresent();
                if (stays) {
                    return false;
                }
                isEmptied = true;
            }
        } catch (IOException | DirectoryIteratorException e) {
            // who walks into it says so
            return false;
        }
        return isEmptied;
    }

    private List<DiskChild> listed(Path folder) throws IOException {
        try {
            return listings.keeps() ? kept(folder) : read(folder);
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private List<DiskChild> kept(Path folder) throws IOException {
        // Before it is read: what changes meanwhile makes it old.
        Instant modified = Files.getLastModifiedTime(folder).toInstant();
        List<DiskChild> kept = listings.find(folder, modified);
        if (kept != null) {
            return kept;
        }
        List<DiskChild> children = read(folder);
        listings.keep(folder, modified, children);
        return children;
    }

    private static List<DiskChild> read(Path folder) throws IOException {
        List<DiskChild> children = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(path -> children.add(DiskChild.of(path)));
        }
        children.sort(Comparator.comparing(Child::name, EntryName.ORDER));
        return children;
    }
}
