package dev.slipway.publish;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** A release of which a part could not be published. */
final class UnfinishedReleaseException extends SlipwayException {

    /**
     * @param failures at least one
     * @param ending   what is up, and what to do
     */
    UnfinishedReleaseException(List<RuntimeException> failures, String ending) {
        super(
                Kind.ENVIRONMENT,
                failures.stream().map(RuntimeException::getMessage).collect(Collectors.joining("\n")) + "\n" + ending,
                failures.get(0));
        failures.forEach(this::addSuppressed);
    }
}
