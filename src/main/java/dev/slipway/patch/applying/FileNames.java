package dev.slipway.patch.applying;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.FilePatch.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which file of the tree a patch means. */
final class FileNames {

    private static final int MOST_SEGMENTS = 32;

    /** Of several files that are there, the one with the fewest folders, the shortest name, the shortest path. */
    private static final Comparator<String> BEST = Comparator.<String>comparingInt(path -> path.split("/").length)
            .thenComparingInt(path -> path.length() - path.lastIndexOf('/'))
            .thenComparingInt(String::length);

    private final PatchedTree tree;
    private final int strip;
    private final String into;

    FileNames(PatchedTree tree, int strip, String into) {
        this.tree = tree;
        this.strip = strip;
        this.into = into;
    }

    /** The file that is there; empty where none of the names is that of one. */
    Optional<String> existing(FilePatch file) throws UnappliedException {
        return usable(file).stream()
                .filter(path -> !(tree.find(path) instanceof Node.Absent))
                .min(BEST);
    }

    /** The file that is to be made. */
    String made(FilePatch file) throws UnappliedException {
        Optional<String> there = existing(file);
        return there.isPresent()
                ? there.get()
                : Collections.min(
                        usable(file), Comparator.comparingLong(this::newFolders).thenComparing(BEST));
    }

    /** The path that a name of a rename or copy leads to. */
    String path(Optional<String> name) throws UnappliedException {
        Optional<String> path = name.isPresent() ? StrippedName.of(name.get(), strip, into) : Optional.empty();
        if (path.isEmpty()) {
            throw nothingLeft(name.stream().toList());
        }
        checkParents(path.get());
        return path.get();
    }

    private long newFolders(String path) {
        long count = 0;
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            count += tree.find(path.substring(0, slash)) instanceof Node.Absent ? 1 : 0;
        }
        return count;
    }

    /** Every path that a patch may mean, as far as they are paths at all. */
    Set<String> candidates(FilePatch file) {
        Set<String> paths = new LinkedHashSet<>();
        named(file).forEach(name -> pathWith(name, strip).ifPresent(paths::add));
        return paths;
    }

    /** The path that the old name leads to, if it is one. */
    Optional<String> old(FilePatch file) {
        return file.names().old().flatMap(name -> pathWith(name, strip));
    }

    /** That none of the names is that of a file, and what would make one of it. */
    UnappliedException missing(FilePatch file) {
        String names = String.join(
                " and ", candidates(file).stream().map(Excerpt::inline).toList());
        String what = names + (candidates(file).size() > 1 ? " are not there" : " is not there");
        return hint(file)
                .map(hint -> UnappliedException.refused(what + ", but " + hint.what(), hint.remedy()))
                .orElseGet(
                        () -> UnappliedException.refused(
                                what,
                                "Check <strip> and the folder that the patch is for, or remove the patch if the file is gone for good."));
    }

    /** Another strip with which a file would be there. */
    Optional<FileOutcome.Refusal> hint(FilePatch file) {
        for (String name : named(file)) {
            for (int other = 0; other < MOST_SEGMENTS; other++) {
                Optional<String> path = pathWith(name, other);
                if (other != strip && path.isPresent() && isFile(path.get())) {
                    String element = "<strip>" + other + "</strip>";
                    return Optional.of(new FileOutcome.Refusal(
                            "with " + element + " it would be " + Excerpt.inline(path.get()), "Set " + element + "."));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFile(String path) {
        try {
            checkParents(path);
            return tree.find(path) instanceof Node.Regular;
        } catch (UnappliedException e) {
            return false;
        }
    }

    private Optional<String> pathWith(String name, int segments) {
        try {
            return StrippedName.of(name, segments, into);
        } catch (UnappliedException e) {
            return Optional.empty();
        }
    }

    /** The paths that a patch may mean, at least one. A name that leads astray is refused only where no other is left. */
    private Set<String> usable(FilePatch file) throws UnappliedException {
        Set<String> paths = new LinkedHashSet<>();
        Optional<UnappliedException> refusal = Optional.empty();
        for (String name : named(file)) {
            try {
                Optional<String> path = StrippedName.of(name, strip, into);
                if (path.isPresent()) {
                    checkParents(path.get());
                    paths.add(path.get());
                }
            } catch (UnappliedException e) {
                refusal = refusal.or(() -> Optional.of(e));
            }
        }
        if (paths.isEmpty()) {
            throw refusal.orElseGet(() -> nothingLeft(named(file)));
        }
        return paths;
    }

    /** The names that count, in their order: that of an {@code Index:} line only where nothing is left of the others. */
    private List<String> named(FilePatch file) {
        Names names = file.names();
        boolean isMade = names.isGit() && file.change() == Change.CREATE;
        boolean isGone = names.isGit() && file.change() == Change.DELETE;
        List<String> named = new ArrayList<>();
        names.old().filter(name -> !isMade).ifPresent(named::add);
        names.changed().filter(name -> !isGone).ifPresent(named::add);
        if (named.stream().noneMatch(name -> pathWith(name, strip).isPresent())) {
            names.index().ifPresent(named::add);
        }
        return named;
    }

    private UnappliedException nothingLeft(List<String> names) {
        String what = names.isEmpty()
                ? "the patch does not say which file it is for"
                : "nothing is left of " + Excerpt.inline(names.get(0)) + " after <strip>" + strip + "</strip>";
        return UnappliedException.refused(what, names.isEmpty() ? "Make the patch anew." : "Set a smaller <strip>.");
    }

    private void checkParents(String path) throws UnappliedException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            Node node = tree.find(parent);
            if (node instanceof Node.Symlink link) {
                throw UnappliedException.refused(
                        Excerpt.inline(path) + " lies behind the symbolic link " + Excerpt.inline(parent) + " to "
                                + Excerpt.inline(link.target()),
                        "Let the patch name the file where it is.");
            }
            if (node instanceof Node.Regular) {
                throw UnappliedException.refused(
                        Excerpt.inline(path) + " cannot be there, since " + Excerpt.inline(parent) + " is a file",
                        "Check <strip> and the folder that the patch is for.");
            }
        }
    }
}
