package dev.slipway.context;

import dev.slipway.context.Overlay.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Single files as an overlay leaves them, opened by name and through symbolic links as any program would. Files outside of
 * the folder that the overlay is for are those of the disk.
 */
public final class OverlaidFiles {

    /** As in Linux. */
    private static final int MAX_LINKS = 40;

    private final Path root;
    private final Overlay overlay;
    private final OverlaidTree tree;

    /** @param root the folder that the overlay is for */
    public OverlaidFiles(Path root, Overlay overlay) {
        this.root = root.normalize();
        this.overlay = overlay;
        this.tree = OverlaidTree.of(root, overlay);
    }

    /** Whether there is such a file or folder. */
    public boolean exists(Path file) {
        return !isOverlaid(file) ? Files.exists(file) : opened(file, 0) != null;
    }

    /**
     * The bytes of a file.
     *
     * @throws NoSuchFileException where there is none, or it was removed
     * @throws IOException         if it cannot be read
     */
    public byte[] read(Path file) throws IOException {
        if (!isOverlaid(file)) {
            return Files.readAllBytes(file);
        }
        Child found = opened(file, 0);
        if (found == null) {
            throw new NoSuchFileException(file.toString());
        }
        return found instanceof LaidChild laid && laid.change() instanceof Change.File patched
                ? patched.content()
                : Files.readAllBytes(found.path());
    }

    /** What changes at this path itself, whatever links lead to it; empty where nothing does. */
    public Optional<Change> change(Path file) {
        return Optional.of(file)
                .filter(this::isOverlaid)
                .map(path -> overlay.entries().get(relative(path)));
    }

    /** Whether a change removes the file, or what it leads to. */
    public boolean isRemoved(Path file) {
        return isOverlaid(file) && Files.exists(file) && !exists(file);
    }

    /** The changes below a folder, relative to it; none for one that the overlay is not for. */
    public Overlay below(Path folder) {
        return isOverlaid(folder) ? overlay.below(relative(folder)) : Overlay.none();
    }

    private boolean isOverlaid(Path file) {
        return !overlay.isEmpty() && file.normalize().startsWith(root);
    }

    private String relative(Path file) {
        return root.relativize(file.normalize())
                .toString()
                .replace(root.getFileSystem().getSeparator(), "/");
    }

    /** What is there when all links are followed; null if there is nothing. */
    private @Nullable Child opened(Path file, int links) {
        if (links > MAX_LINKS) {
            return null;
        }
        if (!file.normalize().startsWith(root)) {
            return DiskChild.find(file, tree.reader())
                    .filter(found -> Files.exists(file))
                    .orElse(null);
        }
        String path = relative(file);
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            Path target = target(path.substring(0, slash));
            if (target != null) {
                return opened(target.resolve(path.substring(slash + 1)), links + 1);
            }
        }
        Path target = target(path);
        return target == null ? tree.find(path).orElse(null) : opened(target, links + 1);
    }

    /** Where a link leads to; null for what is none. */
    private @Nullable Path target(String path) {
        return tree.find(path)
                .filter(found -> found.facts(tree.reader()).type() == FileFacts.Type.SYMBOLIC_LINK)
                .flatMap(Child::target)
                .map(target -> root.resolve(path).resolveSibling(target))
                .orElse(null);
    }
}
