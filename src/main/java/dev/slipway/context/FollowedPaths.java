package dev.slipway.context;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Resolves the symbolic links in paths that an engine wants to have, inside of a folder that stands for the root: a link
 * that leads out of it is read as if it were at home there, as in a container. What does not exist is no error.
 *
 * <p>BuildKit's own client goes through a link only once, so that {@code link/a} and {@code link/b} cannot be wanted
 * together; here they can.
 */
final class FollowedPaths {

    private static final String ROOT = ".";
    /** As in Linux: what lies behind more links cannot be opened. */
    private static final int MAX_LINKS = 40;
    /** Links with wildcards in them can multiply; so many are as good as everything. */
    private static final int MAX_PATHS = 100_000;

    private final OverlaidTree tree;
    private final boolean isExact;
    private final SortedSet<String> found = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<Step> ahead = new ArrayDeque<>();

    /**
     * @param links     how many were gone through
     * @param isCovered whether a pattern that was found stands for the path, so that only its links are news
     */
    private record Step(String path, int links, boolean isCovered) {}

    private FollowedPaths(OverlaidTree tree, boolean isExact) {
        this.tree = tree;
        this.isExact = isExact;
    }

    /**
     * The paths with all links on the way and all that they lead to.
     *
     * @return paths that may hold wildcards; empty if the root itself is among them, so that everything is wanted
     * @throws ContextException if a folder or a link on the way cannot be read
     */
    static Optional<SortedSet<String>> resolve(OverlaidTree tree, List<String> paths) {
        return resolve(tree, paths, false);
    }

    /** As the other method; a link to a name that could be read as a pattern makes everything wanted, as nothing may be missed. */
    static Optional<SortedSet<String>> resolveAll(OverlaidTree tree, List<String> paths) {
        return resolve(tree, paths, true);
    }

    private static Optional<SortedSet<String>> resolve(OverlaidTree tree, List<String> paths, boolean isExact) {
        FollowedPaths followed = new FollowedPaths(tree, isExact);
        paths.forEach(path -> followed.add(path, 0, false));
        while (!followed.ahead.isEmpty() && followed.seen.size() < MAX_PATHS && !followed.found.contains(ROOT)) {
            followed.follow(followed.ahead.remove());
        }
        boolean isEverything = !followed.ahead.isEmpty() || followed.found.contains(ROOT);
        return isEverything ? Optional.empty() : Optional.of(followed.found);
    }

    private void add(String wanted, int links, boolean isCovered) {
        String path = relative(wanted);
        if (links <= MAX_LINKS && seen.add(path)) {
            ahead.add(new Step(path, links, isCovered));
        }
    }

    /** Goes down to the first link, or to the end; past wildcards on each of the ways that they open. */
    private void follow(Step step) {
        String path = step.path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            String rest = path.substring(slash);
            if (isPattern(folder.substring(folder.lastIndexOf('/') + 1))) {
                named(folder, FileFacts.Type.DIRECTORY).forEach(real -> add(real + rest, step.links(), true));
                named(folder, FileFacts.Type.SYMBOLIC_LINK).forEach(link -> goThrough(link, rest, step.links()));
            } else if (goThrough(folder, rest, step.links())) {
                return;
            }
        }
        List<String> targets = targets(path);
        if (!step.isCovered() || !targets.isEmpty()) {
            found.add(path);
        }
        targets.forEach(target -> add(target, step.links() + 1, false));
    }

    /** Goes on where a link leads to; false if it is none. */
    private boolean goThrough(String link, String rest, int links) {
        Optional<String> target = target(link);
        target.ifPresent(folder -> {
            found.add(link);
            add(folder + rest, links + 1, false);
        });
        return target.isPresent();
    }

    /** A path below the root, whatever {@code ..} is in it. */
    private static String relative(String path) {
        String clean = CleanPath.of("/" + path).substring(1);
        return clean.isEmpty() ? ROOT : clean;
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(letter -> "*?[\\".indexOf(letter) >= 0);
    }

    /** Where the links of a path lead to whose last segment may hold wildcards. */
    private List<String> targets(String path) {
        if (!isPattern(path.substring(path.lastIndexOf('/') + 1))) {
            return target(path).stream().toList();
        }
        return matching(path, FileFacts.Type.SYMBOLIC_LINK)
                .flatMap(link -> target(link).stream())
                .toList();
    }

    /** What a pattern stands for, to be gone on from; a name that would be read as a pattern in its turn means everything. */
    private List<String> named(String path, FileFacts.Type kind) {
        List<String> names = matching(path, kind).toList();
        if (names.stream().anyMatch(FollowedPaths::isPattern)) {
            found.add(ROOT);
        }
        return names;
    }

    private Stream<String> matching(String path, FileFacts.Type kind) {
        String folder = parent(path);
        IgnorePattern pattern = IgnorePattern.path(path.substring(path.lastIndexOf('/') + 1));
        return children(folder).stream()
                .filter(child -> child.isUtf8() && pattern.matches(child.name()))
                .filter(child -> child.facts(tree.reader()).type() == kind)
                .map(child -> folder.isEmpty() ? child.name() : folder + "/" + child.name());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private List<Child> children(String path) {
        Optional<Child> folder = path.isEmpty() ? Optional.empty() : tree.find(path);
        if (!path.isEmpty() && folder.isEmpty()) {
            return List.of();
        }
        try {
            return folder.isEmpty() ? tree.children() : tree.children(path, folder.get());
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            // What cannot be read may be ignored; where it is not, the walk comes here too and says so.
            return List.of();
        } catch (IOException e) {
            throw ContextException.unreadable(folder.map(Child::path).orElse(tree.root()), e);
        }
    }

    private Optional<String> target(String path) {
        Optional<String> target = read(path);
        if (isExact && target.filter(FollowedPaths::isPattern).isPresent()) {
            found.add(ROOT);
        }
        return target;
    }

    /** From the root on, whatever {@code ..} is in it; empty for what is no link. */
    private Optional<String> read(String path) {
        if (path.equals(ROOT)) {
            return Optional.empty();
        }
        return tree.find(path)
                .filter(child -> child.facts(tree.reader()).type() == FileFacts.Type.SYMBOLIC_LINK)
                .flatMap(Child::target)
                .map(target -> target.startsWith("/") ? target : parent(path) + "/" + target);
    }
}
