package dev.slipway.patch.applying;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.DirectoryContext;
import dev.slipway.context.Overlay;
import dev.slipway.patch.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files and symbolic links in memory, by path. Folders are there as long as they hold something.
 *
 * @param nodes by path, relative to the root and separated by slashes
 */
record MemoryTree(SortedMap<String, Node> nodes) implements FileTree {

    /** What is at a path. */
    sealed interface Node {
        /** The same bytes, mode and kind. */
        boolean isLike(@Nullable Node other);
    }

    /** A regular file. */
    @SuppressWarnings("ArrayRecordComponent")
    record Regular(int mode, byte[] bytes) implements Node {
        @Override
        public boolean isLike(@Nullable Node other) {
            return other instanceof Regular file && file.mode == mode && Arrays.equals(file.bytes, bytes);
        }

        /** Whether diff takes it for something else than text. */
        boolean isBinary() {
            for (byte one : bytes) {
                if (one == 0) {
                    return true;
                }
            }
            return false;
        }

        /** Whether some lines end in CR LF and others do not. */
        boolean isMixed() {
            return isCrLf() && hasLf();
        }

        /** Whether a CR is the last of it. */
        boolean endsInCr() {
            return bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        }

        /** Whether a line ends in LF alone. */
        boolean hasLf() {
            return new String(bytes, StandardCharsets.ISO_8859_1)
                    .replace("\r\n", "")
                    .contains("\n");
        }

        /** Whether a line ends in CR LF. */
        boolean isCrLf() {
            return new String(bytes, StandardCharsets.ISO_8859_1).contains("\r\n");
        }

        @Override
        public String toString() {
            return "%o %s".formatted(mode, Quoted.of(bytes));
        }
    }

    /** A symbolic link. */
    record SymbolicLink(String target) implements Node {
        @Override
        public boolean isLike(@Nullable Node other) {
            return equals(other);
        }
    }

    MemoryTree() {
        this(new TreeMap<>());
    }

    static MemoryTree copyOf(MemoryTree other) {
        return new MemoryTree(new TreeMap<>(other.nodes));
    }

    /** What lies below a folder. */
    static MemoryTree read(Path root) throws IOException {
        return read(root, path -> true);
    }

    /** What lies below a folder, as far as it is wanted. */
    static MemoryTree read(Path root, Predicate<String> isWanted) throws IOException {
        MemoryTree tree = new MemoryTree();
        BuildContext context = DirectoryContext.of(root, Optional.empty());
        for (Iterator<ContextEntry> entries = context.entries(); entries.hasNext(); ) {
            ContextEntry entry = entries.next();
            if (isWanted.test(entry.path())) {
                node(entry).ifPresent(node -> tree.nodes.put(entry.path(), node));
            }
        }
        return tree;
    }

    private static Optional<Node> node(ContextEntry entry) throws IOException {
        if (entry.content() != null) {
            try (InputStream content = entry.content().open()) {
                return Optional.of(new Regular(entry.mode(), content.readAllBytes()));
            }
        }
        return Optional.ofNullable(entry.linkTarget()).map(SymbolicLink::new);
    }

    /** Writes all of it below a folder that is empty or not there yet. */
    MemoryTree write(Path root) throws IOException {
        Files.createDirectories(root);
        Path folder = root;
        for (var entry : nodes.entrySet()) {
            Path file = resolve(root, entry.getKey());
            if (!Objects.equals(file.getParent(), folder)) {
                folder = Files.createDirectories(file.getParent());
            }
            if (entry.getValue() instanceof Regular regular) {
                Files.write(file, regular.bytes);
                Files.setPosixFilePermissions(file, permissions(regular.mode));
            } else if (entry.getValue() instanceof SymbolicLink link) {
                Files.createSymbolicLink(file, Path.of(link.target));
            }
        }
        return this;
    }

    /** Names as bytes of UTF-8, whatever the locale is. */
    private static Path resolve(Path root, String path) {
        StringBuilder raw = new StringBuilder("file://").append(root.toAbsolutePath());
        for (byte one : ("/" + path).getBytes(StandardCharsets.UTF_8)) {
            raw.append(one == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", one));
        }
        return Path.of(URI.create(raw.toString()));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & 0400 >> bit) != 0) {
                permissions.add(all[bit]);
            }
        }
        return permissions;
    }

    /** The same with changes laid over it. */
    MemoryTree with(Overlay overlay) {
        MemoryTree tree = copyOf(this);
        overlay.entries().forEach((path, change) -> {
            if (change instanceof Overlay.Change.File file) {
                int before = nodes.get(path) instanceof Regular regular ? regular.mode : 0644;
                tree.nodes.put(path, new Regular(file.mode().orElse(before), file.content()));
            } else if (change instanceof Overlay.Change.Link link) {
                tree.nodes.put(path, new SymbolicLink(link.target()));
            } else {
                tree.nodes.remove(path);
            }
        });
        return tree;
    }

    /** Whether there is a file or link. */
    boolean has(String path) {
        return nodes.containsKey(path);
    }

    /** Only the files of text. */
    MemoryTree texts() {
        MemoryTree tree = copyOf(this);
        tree.nodes.values().removeIf(node -> !(node instanceof Regular file) || file.isBinary());
        return tree;
    }

    /** The same with the modes of another. */
    MemoryTree withModesOf(MemoryTree other) {
        MemoryTree tree = copyOf(this);
        tree.nodes.replaceAll(
                (path, node) -> node instanceof Regular file && other.nodes.get(path) instanceof Regular old
                        ? new Regular(old.mode, file.bytes)
                        : node);
        return tree;
    }

    /** The paths where the other has something else. */
    SortedMap<String, String> differences(MemoryTree other) {
        SortedMap<String, String> found = new TreeMap<>();
        nodes.forEach((path, node) -> {
            if (!node.isLike(other.nodes.get(path))) {
                found.put(path, node + "\n  and not\n" + other.nodes.get(path));
            }
        });
        other.nodes.forEach((path, node) -> {
            if (!nodes.containsKey(path)) {
                found.put(path, "nothing\n  and not\n" + node);
            }
        });
        return found;
    }

    @Override
    public Found find(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (nodes.containsKey(path.substring(0, slash))) {
                return new Found.Refused("it is below something that is no folder", "Patch what is there.");
            }
        }
        Node node = nodes.get(path);
        if (node instanceof Regular file) {
            return new Found.File(file.mode, () -> new ByteArrayInputStream(file.bytes));
        }
        if (node instanceof SymbolicLink link) {
            return new Found.Link(link.target);
        }
        SortedMap<String, Node> below = nodes.tailMap(path + "/");
        return !below.isEmpty() && below.firstKey().startsWith(path + "/") ? new Found.Other() : new Found.Absent();
    }
}
