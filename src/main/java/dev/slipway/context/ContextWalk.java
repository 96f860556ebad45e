package dev.slipway.context;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a tree; keeps the sorted listing of each folder on the way down, and nothing else but
 * what {@link KeptListings} keeps and what lies over the disk.
 *
 * <p>A folder that is not wanted is opened only if something wanted may lie in it, and becomes an entry only if it does.
 */
final class ContextWalk implements Iterator<ContextEntry> {

    private final Deque<Level> levels = new ArrayDeque<>();
    private final Deque<ContextEntry> ready = new ArrayDeque<>();
    private final OverlaidTree tree;
    private final EntryReader reader;

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

    ContextWalk(OverlaidTree tree, PathFilter filter) {
        this.tree = tree;
        this.reader = tree.reader();
        levels.push(new Level("", filter, rootChildren(), null));
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
        Optional<ContextEntry> entry = child.entry(path, facts, reader);
        if (facts.type() == FileFacts.Type.DIRECTORY) {
            ContextEntry withheld = isWanted ? null : entry.orElseThrow();
            List<Child> children = children(path, child, !isWanted);
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

    private List<Child> rootChildren() {
        try {
            return tree.children();
        } catch (IOException e) {
            throw ContextException.unreadable(tree.root(), e);
        }
    }

    private List<Child> children(String path, Child folder, boolean ignored) {
        try {
            return tree.children(path, folder);
        } catch (AccessDeniedException e) {
            if (!ignored) {
                throw ContextException.unreadable(folder.path(), e);
            }
            return List.of();
        } catch (IOException e) {
            throw ContextException.unreadable(folder.path(), e);
        }
    }
}
