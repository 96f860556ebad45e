package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** Secrets and agents that builds want to use and that are not there. */
public final class MissingInputsException extends SlipwayException {

    /**
     * One thing that is not there.
     *
     * @param whatHappened a clause, with the image and the secret
     * @param remedy       an imperative sentence
     */
    public record Missing(String whatHappened, String remedy) {}

    /** @param missing at least one */
    public MissingInputsException(List<Missing> missing) {
        super(
                Kind.PROJECT,
                "Cannot build, nothing was begun:"
                        + missing.stream()
                                .map(one -> "\n  " + one.whatHappened() + ". " + one.remedy())
                                .collect(Collectors.joining()),
                null);
    }
}
