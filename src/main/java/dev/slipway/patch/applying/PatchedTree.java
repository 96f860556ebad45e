package dev.slipway.patch.applying;

import dev.slipway.context.Overlay;
import dev.slipway.patch.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** A tree of files with the changes that patches made to it until now. Only the files that are asked for are read. */
final class PatchedTree {

    private final Function<String, Node> below;
    private final Map<String, Node> changed = new LinkedHashMap<>();

    private PatchedTree(Function<String, Node> below) {
        this.below = below;
    }

    /** The files as they are, each read once. */
    static PatchedTree over(FileTree files) {
        Map<String, Node> read = new HashMap<>();
        return new PatchedTree(path -> read.computeIfAbsent(path, name -> read(files, name)));
    }

    /** What is at a path now. */
    Node find(String path) {
        Node node = changed.get(path);
        return node == null ? below.apply(path) : node;
    }

    /** What was at a path before anything was changed here. */
    Node before(String path) {
        return below.apply(path);
    }

    void put(String path, Node node) {
        changed.put(path, node);
    }

    /** Whether anything was put at a path here. */
    boolean isChanged(String path) {
        return changed.containsKey(path);
    }

    /** Whether anything is another than before. */
    boolean hasNews() {
        return changed.entrySet().stream().anyMatch(entry -> !same(entry.getValue(), below.apply(entry.getKey())));
    }

    /** A tree with these changes, whose own changes are seen there only. */
    PatchedTree fork() {
        return new PatchedTree(this::find);
    }

    /** Takes over the changes of a fork. */
    void merge(PatchedTree fork) {
        changed.putAll(fork.changed);
    }

    /** What is another than before. */
    Overlay overlay() {
        Map<String, Overlay.Change> changes = new LinkedHashMap<>();
        Set<String> paths = new LinkedHashSet<>(changed.keySet());
        for (String path : paths) {
            change(find(path), below.apply(path)).ifPresent(change -> changes.put(path, change));
        }
        return Overlay.of(changes);
    }

    private static Optional<Overlay.Change> change(Node now, Node before) {
        if (same(now, before)) {
            return Optional.empty();
        }
        if (now instanceof Node.Regular file) {
            boolean keepsMode = before instanceof Node.Regular old && old.mode() == file.mode();
            return Optional.of(new Overlay.Change.File(
                    file.content(), keepsMode ? OptionalInt.empty() : OptionalInt.of(file.mode())));
        }
        return Optional.of(
                now instanceof Node.Symlink link
                        ? new Overlay.Change.Link(link.target())
                        : new Overlay.Change.Removed());
    }

    private static boolean same(Node one, Node other) {
        if (one instanceof Node.Regular file && other instanceof Node.Regular old) {
            return file.mode() == old.mode() && Arrays.equals(file.content(), old.content());
        }
        return one.equals(other);
    }

    private static Node read(FileTree files, String path) {
        FileTree.Found found = files.find(path);
        if (found instanceof FileTree.Found.File file) {
            try (InputStream in = file.content().open()) {
                return new Node.Regular(in.readAllBytes(), file.mode());
            } catch (IOException e) {
                return new Node.Refused("it cannot be read: " + e.getMessage(), "Make it readable.");
            }
        }
        if (found instanceof FileTree.Found.Link link) {
            return new Node.Symlink(link.target());
        }
        if (found instanceof FileTree.Found.Refused refused) {
            return new Node.Refused(refused.why(), refused.remedy());
        }
        return found instanceof FileTree.Found.Absent ? new Node.Absent() : new Node.Folder();
    }
}
