package dev.slipway.patch.applying;

import dev.slipway.patch.FilePatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which file of the tree a patch means, the way GNU patch chooses among the names in it. */
final class FileNames {

    private static final int MOST_SEGMENTS = 32;

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
        List<String> there = new ArrayList<>();
        for (String path : usable(file)) {
            checkParents(path);
            if (!(tree.find(path) instanceof Node.Absent)) {
                there.add(path);
            }
        }
        return best(there);
    }

    /** The file that is to be made. */
    String made(FilePatch file) throws UnappliedException {
        Optional<String> there = file.names().isGit() ? Optional.empty() : existing(file);
        if (there.isPresent()) {
            return there.get();
        }
        Set<String> paths = usable(file);
        for (String path : paths) {
            checkParents(path);
        }
        TreeMap<Integer, List<String>> byNewFolders = new TreeMap<>();
        for (String path : paths) {
            byNewFolders
                    .computeIfAbsent(newFolders(path), count -> new ArrayList<>())
                    .add(path);
        }
        return best(byNewFolders.firstEntry().getValue()).orElseThrow();
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

    private Set<String> usable(FilePatch file) throws UnappliedException {
        Set<String> paths = new LinkedHashSet<>();
        for (String name : named(file)) {
            StrippedName.of(name, strip, into).ifPresent(paths::add);
        }
        if (paths.isEmpty() && file.names().index().isPresent()) {
            StrippedName.of(file.names().index().get(), strip, into).ifPresent(paths::add);
        }
        if (paths.isEmpty()) {
            throw nothingLeft(named(file));
        }
        return paths;
    }

    private static List<String> named(FilePatch file) {
        FilePatch.Names names = file.names();
        List<String> both = new ArrayList<>();
        boolean oldOnly = names.isGit() && file.change() == FilePatch.Change.DELETE;
        boolean newOnly = names.isGit() && file.change() == FilePatch.Change.CREATE;
        if (!newOnly) {
            names.old().ifPresent(both::add);
        }
        if (!oldOnly) {
            names.changed().ifPresent(both::add);
        }
        if (both.isEmpty()) {
            names.index().ifPresent(both::add);
        }
        return both;
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

    private int newFolders(String path) {
        int count = 0;
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            count += tree.find(path.substring(0, slash)) instanceof Node.Folder ? 0 : 1;
        }
        return count;
    }

    private static Optional<String> best(List<String> paths) {
        return paths.stream()
                .min(Comparator.<String>comparingLong(
                                path -> path.chars().filter(c -> c == '/').count())
                        .thenComparingInt(path -> path.length() - path.lastIndexOf('/'))
                        .thenComparingInt(String::length));
    }
}
