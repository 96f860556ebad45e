package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import dev.slipway.patch.PatchProblem;
import dev.slipway.plan.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Patches that do not fit the files inside of an image that was built. */
public final class PatchesDoNotFitException extends SlipwayException {

    private final List<PatchProblem> problems;

    /** @param problems at least one */
    PatchesDoNotFitException(String alias, List<PatchProblem> problems) {
        super(Kind.PROJECT, message(alias, problems), null);
        this.problems = List.copyOf(problems);
    }

    private static String message(String alias, List<PatchProblem> problems) {
        String doing = "Cannot patch the files inside of " + alias + ", which was built and got no name";
        if (problems.size() == 1) {
            return doing + ": " + sentence(problems.get(0));
        }
        return problems.stream()
                .map(problem -> "\n  - " + sentence(problem).replace("\n", "\n    "))
                .collect(Collectors.joining("", doing + ", " + problems.size() + " problems:", ""));
    }

    private static String sentence(PatchProblem problem) {
        return new Problem(problem.place(), problem.what(), problem.remedy()).toString();
    }

    /** Everything that does not fit. */
    public List<PatchProblem> problems() {
        return problems;
    }
}
