package dev.slipway.patch.applying;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.FilePatch.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Recognises patches whose changes are in a tree already: those that can be taken back exactly. */
final class AppliedBefore {

    /** How many patches that touch the same files are taken back together at most. */
    private static final int LONGEST_RUN = 64;

    private final List<PatchStep> steps;
    private final PatchedTree tree;

    AppliedBefore(List<PatchStep> steps, PatchedTree tree) {
        this.steps = steps;
        this.tree = tree;
    }

    /**
     * The patches from one on that are all there already: itself, or itself with later ones that changed the same files
     * again. Empty if it is not.
     */
    SortedSet<Integer> runFrom(int first) {
        SortedSet<Integer> run = new TreeSet<>();
        Set<String> paths = new HashSet<>();
        for (int i = first; i < steps.size() && run.size() < LONGEST_RUN; i++) {
            Set<String> own = steps.get(i).paths(tree);
            if (i == first || !Collections.disjoint(paths, own)) {
                paths.addAll(own);
                run.add(i);
                if (isApplied(run)) {
                    return run;
                }
            }
        }
        return Collections.emptySortedSet();
    }

    /** Whether one file of a patch has its change already. */
    boolean isApplied(PatchStep step, FilePatch file) {
        PatchedTree fork = tree.fork();
        return takesBack(step, file, fork);
    }

    private boolean isApplied(SortedSet<Integer> run) {
        PatchedTree fork = tree.fork();
        List<Integer> last = new ArrayList<>(run);
        Collections.reverse(last);
        return last.stream().allMatch(index -> takesBack(steps.get(index), fork));
    }

    private static boolean takesBack(PatchStep step, PatchedTree fork) {
        List<FilePatch> files = step.patch().files();
        for (int i = files.size() - 1; i >= 0; i--) {
            if (!takesBack(step, files.get(i), fork)) {
                return false;
            }
        }
        return !files.isEmpty();
    }

    private static boolean takesBack(PatchStep step, FilePatch file, PatchedTree fork) {
        PatchedTree own = fork.fork();
        FileNames names = step.names(own);
        if (isElsewhere(file, names) || !isTold(file, names, own) || !hasMode(file, names, own)) {
            return false;
        }
        boolean isOneWay =
                file.content() instanceof Content.Binary some && some.back().isEmpty();
        boolean isDone = isOneWay
                ? isThere(file, (Content.Binary) file.content(), names, own)
                : step.backwards(own).apply(Reversal.of(file)) instanceof FileOutcome.Done;
        if (isDone && file.change() == Change.COPY) {
            isDone = takesCopyBack(file, names, own);
        }
        if (isDone) {
            fork.merge(own);
        }
        return isDone;
    }

    /** A file that is gone is gone from where the patch says only if it is not where another strip leads. */
    private static boolean isElsewhere(FilePatch file, FileNames names) {
        return file.change() == Change.DELETE && names.hint(file).isPresent();
    }

    /**
     * Whether anything tells that the change is there. What only takes lines away, without context, can be taken back
     * anywhere; it is there for certain only where it takes away all and the file is empty.
     */
    private static boolean isTold(FilePatch file, FileNames names, PatchedTree tree) {
        if (file.change() == Change.DELETE || !(file.content() instanceof Content.Hunks hunks)) {
            return true;
        }
        boolean isTelling = hunks.hunks().stream()
                .allMatch(hunk -> HunkPattern.of(Reversal.of(hunk)).size() > 0);
        return isTelling
                || existing(file, names, tree)
                        .filter(node -> node instanceof Node.Regular regular && regular.content().length == 0)
                        .isPresent();
    }

    private static boolean hasMode(FilePatch file, FileNames names, PatchedTree tree) {
        if (file.change() != Change.MODIFY || !FileModes.changesMode(file)) {
            return true;
        }
        Optional<Node> node = existing(file, names, tree);
        return node.isPresent()
                && node.get() instanceof Node.Regular regular
                && FileModes.isProgram(regular.mode())
                        == FileModes.isProgram(file.newMode().orElseThrow());
    }

    /** A binary change without a way back: what was before is not known any more. */
    private static boolean isThere(FilePatch file, Content.Binary binary, FileNames names, PatchedTree tree) {
        Optional<Node> node = existing(file, names, tree);
        if (node.isEmpty()
                || !(node.get() instanceof Node.Regular regular)
                || !BinaryPatching.isApplied(binary, regular.content())) {
            return false;
        }
        Node before = file.change() == Change.CREATE
                ? new Node.Absent()
                : new Node.Refused("its content before is not known", "Make the patch anew with git diff --binary.");
        names.candidates(file).forEach(path -> tree.put(path, before));
        return true;
    }

    private static boolean takesCopyBack(FilePatch file, FileNames names, PatchedTree tree) {
        try {
            Node source = tree.find(names.path(file.names().old()));
            String path = names.path(file.names().changed());
            boolean isSame = !(source instanceof Node.Regular from)
                    || !(tree.find(path) instanceof Node.Regular copy)
                    || Arrays.equals(from.content(), copy.content());
            tree.put(path, new Node.Absent());
            return isSame;
        } catch (UnappliedException e) {
            return false;
        }
    }

    private static Optional<Node> existing(FilePatch file, FileNames names, PatchedTree tree) {
        try {
            return names.existing(file).map(tree::find);
        } catch (UnappliedException e) {
            return Optional.empty();
        }
    }
}
