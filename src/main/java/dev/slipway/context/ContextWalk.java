package dev.slipway.context;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * One walk over a folder; keeps the sorted listing of each folder on the way down, and nothing else.
 *
 * <p>An ignored folder is opened only if an exception may lie in it, and becomes an entry only if one does.
 */
final class ContextWalk implements Iterator<ContextEntry> {

    private final Deque<Level> levels = new ArrayDeque<>();
    private final Deque<ContextEntry> ready = new ArrayDeque<>();
    private final EntryReader reader;

    /** A folder on the way down, and where the walk is in it. */
    private static final class Level {
        private final String prefix;
        private final IgnoreMatch match;
        private final Iterator<Child> children;
        private @Nullable ContextEntry withheld;

        Level(String prefix, IgnoreMatch match, List<Child> children, @Nullable ContextEntry withheld) {
            this.prefix = prefix;
            this.match = match;
            this.children = children.iterator();
            this.withheld = withheld;
        }
    }

    /** @param utf8 whether the name is right, and not what the locale makes of bytes that are not UTF-8 */
    private record Child(Path path, String name, boolean utf8) {

        static Child of(Path path) {
            return EntryName.of(path)
                    .map(name -> new Child(path, name, true))
                    .orElseGet(() -> new Child(path, String.valueOf(path.getFileName()), false));
        }
    }

    ContextWalk(Path root, IgnoreRules rules, boolean unix) {
        this.reader = new EntryReader(unix);
        levels.push(new Level("", rules.rootMatch(), children(root, false), null));
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
        IgnoreMatch match = level.match.below(path);
        if (match.ignored() && !match.mayHoldExceptions()) {
            return;
        }
        FileFacts facts = reader.facts(child.path());
        if (match.ignored() && facts.type() != FileFacts.Type.DIRECTORY) {
            return;
        }
        if (!child.utf8()) {
            throw new ContextException(
                    child.path(), "its name is not UTF-8", "Rename it, or name its folder in the ignore file.", null);
        }
        Optional<ContextEntry> entry = reader.entry(path, child.path(), facts);
        if (facts.type() == FileFacts.Type.DIRECTORY) {
            ContextEntry withheld = match.ignored() ? entry.orElseThrow() : null;
            List<Child> children = children(child.path(), match.ignored());
            entry.filter(folder -> !match.ignored()).ifPresent(this::release);
            levels.push(new Level(path + "/", match, children, withheld));
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

    private static List<Child> children(Path folder, boolean ignored) {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(path -> children.add(Child.of(path)));
        } catch (DirectoryIteratorException e) {
            throw ContextException.unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (AccessDeniedException e) {
            if (!ignored) {
                throw ContextException.unreadable(folder, e);
            }
        } catch (IOException e) {
            throw ContextException.unreadable(folder, e);
        }
        children.sort(Comparator.comparing(Child::name, EntryName.ORDER));
        return children;
    }
}
