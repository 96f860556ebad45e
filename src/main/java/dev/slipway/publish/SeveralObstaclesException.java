package dev.slipway.publish;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** Several things stand in the way of a push; what each of them says is said. */
final class SeveralObstaclesException extends SlipwayException {

    /**
     * @param beginning what cannot be done, without a full stop
     * @param failures  at least two
     * @param ending    what is left of the run, or an empty text
     */
    SeveralObstaclesException(String beginning, List<? extends RuntimeException> failures, String ending) {
        super(
                kind(failures),
                beginning + ", " + failures.size() + " things stand in the way."
                        + failures.stream()
                                .map(failure -> "\n* " + failure.getMessage())
                                .collect(Collectors.joining())
                        + (ending.isEmpty() ? "" : "\n" + ending),
                null);
        failures.forEach(this::addSuppressed);
    }

    private static Kind kind(List<? extends RuntimeException> failures) {
        boolean isProjects = failures.stream()
                .allMatch(failure -> failure instanceof SlipwayException ours && ours.kind() == Kind.PROJECT);
        return isProjects ? Kind.PROJECT : Kind.ENVIRONMENT;
    }
}
