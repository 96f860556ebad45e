package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.stream.Collectors;

/** Base images that are not here and may not be pulled. */
public final class MissingBaseException extends SlipwayException {

    private final List<Missing> missing;

    /** @param missing at least one */
    public MissingBaseException(List<Missing> missing) {
        super(Kind.PROJECT, missing.stream().map(Missing::toString).collect(Collectors.joining("\n")), null);
        this.missing = List.copyOf(missing);
    }

    /**
     * A base image that is not here.
     *
     * @param alias  the image that is to be built
     * @param base   the reference of the base image
     * @param place  the line of the Dockerfile that asks for it, such as {@code Dockerfile:3}
     * @param remedy an imperative sentence: what would build or fetch it
     */
    public record Missing(String alias, String base, String place, String remedy) {

        @Override
        public String toString() {
            return "Cannot build " + alias + ": " + place + ": the base image '" + base
                    + "' is not in the engine, and pulling is forbidden (<pullPolicy>never</pullPolicy> or mvn -o). "
                    + remedy;
        }
    }

    /** Everything that is not here. */
    public List<Missing> missing() {
        return missing;
    }
}
