package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.AppliedPatch.AppliedFile;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.PatchOptions.OnApplied;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.PatchResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Patches that are being applied to a tree, one after another. */
final class PatchRun {

    private final List<PatchStep> steps;
    private final PatchedTree tree;
    private final AppliedBefore before;
    /** The steps whose changes are known to be there already. */
    private final Set<Integer> there = new HashSet<>();
    /** The files that are not as the patches to come expect them, since one before did not fit. */
    private final Set<String> spoiled = new HashSet<>();

    private final List<AppliedPatch> applied = new ArrayList<>();
    private final List<PatchProblem> problems = new ArrayList<>();

    PatchRun(List<PatchStep> steps, PatchedTree tree) {
        this.steps = steps;
        this.tree = tree;
        this.before = new AppliedBefore(steps, tree);
    }

    PatchResult result() {
        for (int i = 0; i < steps.size(); i++) {
            if (there.contains(i)) {
                leaveOut(steps.get(i));
            } else {
                apply(i);
            }
        }
        return new PatchResult(tree.overlay(), applied, problems);
    }

    private void apply(int index) {
        PatchStep step = steps.get(index);
        PatchedTree fork = tree.fork();
        List<FileOutcome> outcomes = outcomes(step, fork);
        if (outcomes.stream().allMatch(FileOutcome.Done.class::isInstance)) {
            done(step, fork, outcomes);
            return;
        }
        boolean isSpoiled = !Collections.disjoint(spoiled, step.paths(tree));
        there.addAll(isSpoiled ? Set.of() : before.runFrom(index));
        if (there.contains(index)) {
            leaveOut(step);
        } else {
            problems.addAll(new PatchTrouble(step, fork, before).problems(outcomes));
            spoil(step, fork, outcomes);
            tree.merge(fork);
        }
    }

    private List<FileOutcome> outcomes(PatchStep step, PatchedTree fork) {
        FilePatcher patcher = step.forwards(fork);
        FileNames names = step.names(fork);
        Set<String> own = new HashSet<>();
        List<FileOutcome> outcomes = new ArrayList<>();
        for (FilePatch file : step.patch().files()) {
            Set<String> paths = names.candidates(file);
            boolean isSpoiled = !Collections.disjoint(spoiled, paths) || !Collections.disjoint(own, paths);
            FileOutcome outcome = isSpoiled ? new FileOutcome.Untried() : patcher.apply(file);
            if (!(outcome instanceof FileOutcome.Done)) {
                own.addAll(paths);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private void done(PatchStep step, PatchedTree fork, List<FileOutcome> outcomes) {
        if (!fork.hasNews() && !outcomes.isEmpty()) {
            leaveOut(step);
            return;
        }
        List<AppliedFile> files = outcomes.stream()
                .map(outcome -> ((FileOutcome.Done) outcome).file())
                .toList();
        applied.add(new AppliedPatch(step.patch(), true, files));
        tree.merge(fork);
    }

    private void leaveOut(PatchStep step) {
        applied.add(new AppliedPatch(step.patch(), false, List.of()));
        if (step.set().options().onApplied() == OnApplied.FAIL) {
            problems.add(new PatchProblem(
                    step.patch().place(),
                    "its changes are all there already",
                    "Remove the patch, or set <onApplied>skip</onApplied>."));
        }
    }

    private void spoil(PatchStep step, PatchedTree fork, List<FileOutcome> outcomes) {
        FileNames names = step.names(fork);
        for (int i = 0; i < outcomes.size(); i++) {
            if (!(outcomes.get(i) instanceof FileOutcome.Done)) {
                spoiled.addAll(names.candidates(step.patch().files().get(i)));
            }
        }
    }
}
