package dev.slipway.plan;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be carried out, with everything that is wrong with it. */
public final class InvalidPlanException extends SlipwayException {

    private final List<Problem> problems;

    /** @param problems at least one */
    public InvalidPlanException(List<Problem> problems) {
        this("Cannot plan the images of this module", problems);
    }

    /**
     * @param doing    what cannot be done, without a full stop
     * @param problems at least one
     */
    InvalidPlanException(String doing, List<Problem> problems) {
        super(Kind.PROJECT, message(doing, problems), null);
        this.problems = List.copyOf(problems);
    }

    private static String message(String doing, List<Problem> problems) {
        if (problems.size() == 1) {
            return doing + ": " + problems.get(0);
        }
        return problems.stream()
                .map(problem -> "\n  - " + problem.toString().replace("\n", "\n    "))
                .collect(Collectors.joining("", doing + ", " + problems.size() + " problems:", ""));
    }

    /** Everything that is wrong, in the order in which the configuration is read. */
    public List<Problem> problems() {
        return problems;
    }
}
