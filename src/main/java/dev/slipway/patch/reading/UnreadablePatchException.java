package dev.slipway.patch.reading;

import dev.slipway.failure.SlipwayException;
import dev.slipway.patch.PatchProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A file is no patch that can be applied, or is a damaged one. */
public final class UnreadablePatchException extends SlipwayException {

    private static final long serialVersionUID = 1L;

    private final transient List<PatchProblem> problems;

    /** @param problems all of them, in the order of the file's lines; at least one */
    UnreadablePatchException(String place, List<PatchProblem> problems) {
        super(Kind.PROJECT, message(place, problems), null);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the file's lines. */
    public List<PatchProblem> problems() {
        return problems;
    }

    private static String message(String place, List<PatchProblem> problems) {
        return "Reading the patch " + place + ": "
                + problems.stream()
                        .map(problem -> problem.place() + ": " + problem.what() + ". " + problem.remedy())
                        .collect(Collectors.joining("\n"));
    }
}
