package dev.slipway.plan;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be carried out, with everything that is wrong with it. */
public final class InvalidPlanException extends SlipwayException {

    private final List<Problem> problems;

    /** @param problems at least one */
    public InvalidPlanException(List<Problem> problems) {
        super(Kind.PROJECT, message(problems), null);
        this.problems = List.copyOf(problems);
    }

    private static String message(List<Problem> problems) {
        if (problems.size() == 1) {
            return "Cannot plan the images of this module: " + problems.get(0);
        }
        return problems.stream()
                .map(problem -> "\n  - " + problem.toString().replace("\n", "\n    "))
                .collect(Collectors.joining(
                        "", "Cannot plan the images of this module, " + problems.size() + " problems:", ""));
    }

    /** Everything that is wrong, in the order in which the configuration is read. */
    public List<Problem> problems() {
        return problems;
    }
}
