package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Images that want what the engine cannot do. */
public final class UnsupportedRecipeException extends SlipwayException {

    /**
     * @param engine   what answers, in words
     * @param refusals what it cannot do, by the images' aliases; at least one
     */
    public UnsupportedRecipeException(String engine, Map<String, List<Refusal>> refusals) {
        super(
                Kind.PROJECT,
                "Cannot build with " + engine + ", nothing was begun:"
                        + refusals.entrySet().stream()
                                .flatMap(image -> image.getValue().stream()
                                        .map(refusal -> "\n  " + image.getKey() + ": " + refusal.wanted() + ": "
                                                + refusal.reason() + ". " + refusal.wayOut()))
                                .collect(Collectors.joining()),
                null);
    }
}
