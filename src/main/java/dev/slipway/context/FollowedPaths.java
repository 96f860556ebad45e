package dev.slipway.context;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
    private final SortedSet<String> found = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<Step> ahead = new ArrayDeque<>();

    /** @param links how many were gone through */
    private record Step(String path, int links) {}

    private FollowedPaths(Path root) {
        this.root = root;
    }

    /**
     * The paths with all links on the way and all that they lead to.
     *
     * @return paths that may hold wildcards; empty if the root itself is among them, so that everything is wanted
     * @throws ContextException if a folder or a link on the way cannot be read
     */
    static Optional<SortedSet<String>> resolve(Path root, List<String> paths) {
        FollowedPaths followed = new FollowedPaths(root);
        paths.forEach(path -> followed.add(path, 0));
        while (!followed.ahead.isEmpty() && followed.seen.size() < MAX_PATHS) {
            followed.follow(followed.ahead.remove());
        }
        boolean isEverything = !followed.ahead.isEmpty() || followed.found.contains(ROOT);
        return isEverything ? Optional.empty() : Optional.of(followed.found);
    }

    private void add(String wanted, int links) {
        String path = relative(wanted);
        if (links <= MAX_LINKS && seen.add(path)) {
            ahead.add(new Step(path, links));
        }
    }

    /** Goes down to the first link, or to the end. */
    private void follow(Step step) {
        String path = step.path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            List<String> targets = targets(folder);
            if (!targets.isEmpty()) {
                found.add(folder);
                String rest = path.substring(slash);
                targets.forEach(target -> add(target + rest, step.links() + 1));
                return;
            }
        }
        found.add(path);
        targets(path).forEach(target -> add(target, step.links() + 1));
    }

    /** A path below the root, whatever {@code ..} is in it. */
    private static String relative(String path) {
        String clean = CleanPath.of("/" + path).substring(1);
        return clean.isEmpty() ? ROOT : clean;
    }

    /** Where the links of a path lead to whose last segment may hold wildcards. */
    private List<String> targets(String path) {
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.chars().noneMatch(letter -> "*?[\\".indexOf(letter) >= 0)) {
            return target(path, folder).stream().toList();
        }
        IgnorePattern pattern = IgnorePattern.path(name);
        List<String> targets = new ArrayList<>();
        for (String child : links(folder)) {
            if (pattern.matches(child)) {
                target(folder.isEmpty() ? child : folder + "/" + child, folder).ifPresent(targets::add);
            }
        }
        return targets;
    }

    private List<String> links(String folder) {
        Optional<Path> path = EntryName.resolve(root, folder);
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path.get(), Files::isSymbolicLink)) {
            children.forEach(child -> EntryName.of(child).ifPresent(names::add));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw ContextException.unreadable(path.get(), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw ContextException.unreadable(path.get(), e);
        }
        return names;
    }

    private Optional<String> target(String path, String folder) {
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
                    .map(name -> target.isAbsolute() ? withoutDrive(target, name) : folder + "/" + name);
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
