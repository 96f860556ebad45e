package dev.slipway.context;

import dev.slipway.context.ContextEntry.Kind;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A build context with files in memory laid over it, each in its place in the order of the tree.
 *
 * <p>A file that takes the place of another keeps its mode and time. A new one has mode 0644 and the time 0, so that the
 * same tree gives the same bytes; folders that only exist for it have mode 0755.
 */
public final class OverlaidContext implements BuildContext {

    private final BuildContext base;
    private final Map<String, byte[]> files;

    /** @param files the bytes by path, relative to the root and separated by slashes; they are not copied; no path is a folder of the base */
    public OverlaidContext(BuildContext base, Map<String, byte[]> files) {
        this.base = base;
        this.files = Map.copyOf(files);
    }

    @Override
    public Path root() {
        return base.root();
    }

    @Override
    public Optional<Path> ignoreFile() {
        return base.ignoreFile();
    }

    @Override
    public Iterator<ContextEntry> entries() {
        return files.isEmpty() ? base.entries() : new Merge(base.entries(), overlay(files));
    }

    @Override
    public Iterator<ContextEntry> entries(ContextSelection selection) {
        if (files.isEmpty()) {
            return base.entries(selection);
        }
        PathFilter filter = PathFilter.of(selection, base.root());
        Map<String, byte[]> wanted = new HashMap<>(files);
        wanted.keySet().removeIf(path -> !filter.wants(path));
        return new Merge(base.entries(selection), overlay(wanted));
    }

    @Override
    public BuildContext including(Iterable<String> paths) {
        return new OverlaidContext(base.including(paths), files);
    }

    @Override
    public BuildContext reaching(List<String> paths) {
        PathFilter filter = PathFilter.within(paths, IgnoreRules.none(), base.root());
        Map<String, byte[]> reached = new HashMap<>(files);
        reached.keySet().removeIf(path -> !filter.wants(path));
        return new OverlaidContext(base.reaching(paths), reached);
    }

    private static SortedMap<String, ContextEntry> overlay(Map<String, byte[]> files) {
        SortedMap<String, ContextEntry> entries = new TreeMap<>(EntryName.PATH_ORDER);
        files.forEach((path, bytes) -> {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                String folder = path.substring(0, slash);
                entries.put(folder, new ContextEntry(folder, Kind.DIRECTORY, 0755, 0, Instant.EPOCH, null, null));
            }
            ContentSource content = () -> new ByteArrayInputStream(bytes);
            entries.put(path, new ContextEntry(path, Kind.FILE, 0644, bytes.length, Instant.EPOCH, null, content));
        });
        return entries;
    }

    /** Two ordered walks as one. */
    private static final class Merge implements Iterator<ContextEntry> {
        private final Iterator<ContextEntry> lower;
        private final Iterator<ContextEntry> upper;
        private @Nullable ContextEntry nextLower;
        private @Nullable ContextEntry nextUpper;

        Merge(Iterator<ContextEntry> lower, SortedMap<String, ContextEntry> upper) {
            this.lower = lower;
            this.upper = upper.values().iterator();
        }

        @Override
        public boolean hasNext() {
            // Not earlier than asked for: an entry tells the size that its file has now.
            if (nextLower == null && lower.hasNext()) {
                nextLower = lower.next();
            }
            if (nextUpper == null && upper.hasNext()) {
                nextUpper = upper.next();
            }
            return nextLower != null || nextUpper != null;
        }

        @Override
        public ContextEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ContextEntry below = nextLower;
            ContextEntry above = nextUpper;
            int order = order(below, above);
            nextLower = order <= 0 ? null : below;
            nextUpper = order >= 0 ? null : above;
            if (below == null || order > 0) {
                return Objects.requireNonNull(above);
            }
            return above == null || order < 0 ? below : replaced(below, above);
        }

        private static int order(@Nullable ContextEntry below, @Nullable ContextEntry above) {
            if (below == null || above == null) {
                return below == null ? 1 : -1;
            }
            return EntryName.PATH_ORDER.compare(below.path(), above.path());
        }

        private static ContextEntry replaced(ContextEntry below, ContextEntry above) {
            if (below.kind() != above.kind()) {
                return above;
            }
            return new ContextEntry(
                    below.path(), below.kind(), below.mode(), above.size(), below.modified(), null, above.content());
        }
    }
}
