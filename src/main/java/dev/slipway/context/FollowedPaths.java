package dev.slipway.context;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

    private final Path root;
    private final boolean isExact;
    private final SortedSet<String> found = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<Step> ahead = new ArrayDeque<>();

    /**
     * @param links     how many were gone through
     * @param isCovered whether a pattern that was found stands for the path, so that only its links are news
     */
    private record Step(String path, int links, boolean isCovered) {}

    private FollowedPaths(Path root, boolean isExact) {
        this.root = root;
        this.isExact = isExact;
    }

    /**
     * The paths with all links on the way and all that they lead to.
     *
     * @return paths that may hold wildcards; empty if the root itself is among them, so that everything is wanted
     * @throws ContextException if a folder or a link on the way cannot be read
     */
    static Optional<SortedSet<String>> resolve(Path root, List<String> paths) {
        return resolve(root, paths, false);
    }

    /** As the other method; a link to a name that could be read as a pattern makes everything wanted, as nothing may be missed. */
    static Optional<SortedSet<String>> resolveAll(Path root, List<String> paths) {
        return resolve(root, paths, true);
    }

    private static Optional<SortedSet<String>> resolve(Path root, List<String> paths, boolean isExact) {
        FollowedPaths followed = new FollowedPaths(root, isExact);
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
                named(folder, FollowedPaths::isFolder).forEach(real -> add(real + rest, step.links(), true));
                named(folder, Files::isSymbolicLink).forEach(link -> goThrough(link, rest, step.links()));
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

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Where the links of a path lead to whose last segment may hold wildcards. */
    private List<String> targets(String path) {
        if (!isPattern(path.substring(path.lastIndexOf('/') + 1))) {
            return target(path).stream().toList();
        }
        return matching(path, Files::isSymbolicLink)
                .flatMap(link -> target(link).stream())
                .toList();
    }

    /** What a pattern stands for, to be gone on from; a name that would be read as a pattern in its turn means everything. */
    private List<String> named(String path, DirectoryStream.Filter<Path> kind) {
        List<String> names = matching(path, kind).toList();
        if (names.stream().anyMatch(FollowedPaths::isPattern)) {
            found.add(ROOT);
        }
        return names;
    }

    private Stream<String> matching(String path, DirectoryStream.Filter<Path> kind) {
        String folder = parent(path);
        IgnorePattern pattern = IgnorePattern.path(path.substring(path.lastIndexOf('/') + 1));
        return children(folder, kind).stream()
                .filter(pattern::matches)
                .map(child -> folder.isEmpty() ? child : folder + "/" + child);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private List<String> children(String folder, DirectoryStream.Filter<Path> kind) {
        Optional<Path> path = EntryName.resolve(root, folder);
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path.get(), kind)) {
            children.forEach(child -> EntryName.of(child).ifPresent(names::add));
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            // What cannot be read may be ignored; where it is not, the walk comes here too and says so.
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw ContextException.unreadable(path.get(), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw ContextException.unreadable(path.get(), e);
        }
        return names;
    }

    private Optional<String> target(String path) {
        Optional<String> target = read(path);
        if (isExact && target.filter(FollowedPaths::isPattern).isPresent()) {
            found.add(ROOT);
        }
        return target;
    }

    private Optional<String> read(String path) {
        Path link = EntryName.resolve(root, path).orElse(root);
        if (path.equals(ROOT) || !Files.isSymbolicLink(link)) {
            return Optional.empty();
        }
        try {
            Path target = Files.readSymbolicLink(link);
            String separator = root.getFileSystem().getSeparator();
            return EntryName.ofTarget(
                            target, Objects.requireNonNull(link.toAbsolutePath().getParent()))
                    .map(name -> name.replace(separator, "/"))
                    .map(name -> target.isAbsolute() ? withoutDrive(target, name) : parent(path) + "/" + name);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw ContextException.unreadable(link, e);
        }
    }

    private static String withoutDrive(Path target, String name) {
        String drive = String.valueOf(target.getRoot());
        return name.startsWith("/") ? name : name.substring(Math.min(name.length(), drive.length()));
    }
}
