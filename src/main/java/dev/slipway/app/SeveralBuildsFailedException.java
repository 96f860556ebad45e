package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import java.util.Map;
import java.util.stream.Collectors;

/** Several images of a module could not be built; what each of them says is said. */
final class SeveralBuildsFailedException extends SlipwayException {

    /**
     * @param images   how many images were to be built
     * @param failures by alias, at least two
     */
    SeveralBuildsFailedException(int images, Map<String, SlipwayException> failures) {
        super(
                kind(failures),
                "Cannot build " + failures.size() + " of " + images + " images: "
                        + String.join(", ", failures.keySet()) + "."
                        + failures.values().stream()
                                .map(failure -> "\n" + failure.getMessage())
                                .collect(Collectors.joining()),
                null);
        failures.values().forEach(this::addSuppressed);
    }

    /** Where the environment failed, the project may be in order. */
    private static Kind kind(Map<String, SlipwayException> failures) {
        boolean isProjects = failures.values().stream().allMatch(failure -> failure.kind() == Kind.PROJECT);
        return isProjects ? Kind.PROJECT : Kind.ENVIRONMENT;
    }
}
