package dev.slipway.patch.applying;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.applying.FileOutcome.Misfit;
import dev.slipway.patch.applying.FileOutcome.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a patch that cannot be applied, for people. */
final class PatchTrouble {

    private final PatchStep step;
    private final PatchedTree tree;
    private final AppliedBefore before;

    PatchTrouble(PatchStep step, PatchedTree tree, AppliedBefore before) {
        this.step = step;
        this.tree = tree;
        this.before = before;
    }

    /** One problem for every hunk and file that does not fit, and one for those that have their change already. */
    List<PatchProblem> problems(List<FileOutcome> outcomes) {
        List<PatchProblem> problems = new ArrayList<>();
        List<FilePatch> there = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            FilePatch file = step.patch().files().get(i);
            FileOutcome outcome = outcomes.get(i);
            boolean isFailed = outcome instanceof Misfit || outcome instanceof Refusal;
            if (isFailed && before.isApplied(step, file)) {
                there.add(file);
            } else if (outcome instanceof Refusal refusal) {
                problems.add(new PatchProblem(place(file.line()), refusal.what(), refusal.remedy()));
            } else if (outcome instanceof Misfit misfit) {
                MisfitWords words = new MisfitWords(misfit, step.set().options());
                misfit.failed()
                        .forEach(hunk ->
                                problems.add(words.problem(place(hunk.hunk().line()), hunk)));
            }
        }
        if (!there.isEmpty()) {
            problems.add(partly(there));
        }
        return problems;
    }

    private PatchProblem partly(List<FilePatch> there) {
        FileNames names = step.names(tree);
        List<String> paths = there.stream()
                .flatMap(file -> names.candidates(file).stream().limit(1))
                .map(Excerpt::inline)
                .distinct()
                .toList();
        return new PatchProblem(
                place(there.get(0).line()),
                String.join(", ", paths) + (paths.size() == 1 ? " has its change" : " have their changes")
                        + " already, other files of the patch have not",
                "Make the patch anew without what is there already.");
    }

    private String place(int line) {
        return step.patch().place() + ":" + line;
    }
}
