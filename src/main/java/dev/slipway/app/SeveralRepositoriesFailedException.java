package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** Several repositories could not be made; what each of them says is said. */
final class SeveralRepositoriesFailedException extends SlipwayException {

    /** @param failures at least two */
    SeveralRepositoriesFailedException(List<SlipwayException> failures) {
        super(
                Kind.ENVIRONMENT,
                "Cannot make all repositories:"
                        + failures.stream()
                                .map(failure -> "\n" + failure.getMessage())
                                .collect(Collectors.joining()),
                null);
        failures.forEach(this::addSuppressed);
    }
}
