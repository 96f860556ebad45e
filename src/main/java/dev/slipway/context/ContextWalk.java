package dev.slipway.context;

import dev.slipway.context.KeptListings.Child;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a folder; keeps the sorted listing of each folder on the way down, and nothing else but
 * what {@link KeptListings} keeps.
 *
 * <p>A folder that is not wanted is opened only if something wanted may lie in it, and becomes an entry only if it does.
 */
final class ContextWalk implements Iterator<ContextEntry> {

    private final Deque<Level> levels = new ArrayDeque<>();
    private final Deque<ContextEntry> ready = new ArrayDeque<>();
    private final EntryReader reader;
    private final KeptListings listings;

    /** A folder on the way down, and where the walk is in it. */
    private static final class Level {
        private final String prefix;
        private final PathFilter filter;
        private final Iterator<Child> children;
        private @Nullable ContextEntry withheld;

        Level(String prefix, PathFilter filter, List<Child> children, @Nullable ContextEntry withheld) {
            this.prefix = prefix;
            this.filter = filter;
            this.children = children.iterator();
            this.withheld = withheld;
        }
    }

    ContextWalk(Path root, PathFilter filter, boolean unix, KeptListings listings) {
        this.reader = new EntryReader(unix);
        this.listings = listings;
        levels.push(new Level("", filter, children(root, false), null));
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !levels.isEmpty()) {
            Level level = levels.element();
            if (level.children.hasNext()) {
                visit(level, level.children.next());
            } else {
                levels.pop();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public ContextEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void visit(Level level, Child child) {
        String path = level.prefix + child.name();
        PathFilter filter = level.filter.below(path);
        boolean isWanted = filter.isWanted();
        if (!isWanted && !filter.mayHoldWanted()) {
            return;
        }
        FileFacts facts = child.facts(reader);
        if (!isWanted && facts.type() != FileFacts.Type.DIRECTORY) {
            return;
        }
        if (!child.isUtf8()) {
            throw new ContextException(
                    child.path(), "its name is not UTF-8", "Rename it, or name its folder in the ignore file.", null);
        }
        Optional<ContextEntry> entry = reader.entry(path, child.path(), facts);
        if (facts.type() == FileFacts.Type.DIRECTORY) {
            ContextEntry withheld = isWanted ? null : entry.orElseThrow();
            List<Child> children = children(child.path(), !isWanted);
            entry.filter(folder -> isWanted).ifPresent(this::release);
            levels.push(new Level(path + "/", filter, children, withheld));
        } else {
            entry.ifPresent(this::release);
        }
    }

    /** Hands out an entry, after the ignored folders that it lies in. */
    private void release(ContextEntry entry) {
        Iterator<Level> fromRoot = levels.descendingIterator();
        while (fromRoot.hasNext()) {
            Level level = fromRoot.next();
            if (level.withheld != null) {
                ready.add(level.withheld);
                level.withheld = null;
            }
        }
        ready.add(entry);
    }

    private List<Child> children(Path folder, boolean ignored) {
        try {
            return listings.keeps() ? kept(folder) : read(folder);
        } catch (DirectoryIteratorException e) {
            throw ContextException.unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (AccessDeniedException e) {
            if (!ignored) {
                throw ContextException.unreadable(folder, e);
            }
            return List.of();
        } catch (IOException e) {
            throw ContextException.unreadable(folder, e);
        }
    }

    private List<Child> kept(Path folder) throws IOException {
        // Before it is read: what changes meanwhile makes it old.
        Instant modified = Files.getLastModifiedTime(folder).toInstant();
        List<Child> kept = listings.find(folder, modified);
        if (kept != null) {
            return kept;
        }
        List<Child> children = read(folder);
        listings.keep(folder, modified, children);
        return children;
    }

    private static List<Child> read(Path folder) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(path -> children.add(Child.of(path)));
        }
        children.sort(Comparator.comparing(Child::name, EntryName.ORDER));
        return children;
    }
}
