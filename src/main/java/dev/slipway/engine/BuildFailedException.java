package dev.slipway.engine;

import dev.slipway.failure.SlipwayException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A build that failed for a reason that lies in the project: its Dockerfile or the files of its context. */
public final class BuildFailedException extends SlipwayException {

    private final Optional<Place> place;

    /**
     * @param alias        the image
     * @param place        the Dockerfile's line, where it is known
     * @param whatHappened a clause, such as «the command returned exit code 3»
     * @param output       the last lines that the step printed
     * @param remedy       an imperative sentence
     */
    public BuildFailedException(
            String alias, Optional<Place> place, String whatHappened, List<String> output, String remedy) {
        super(Kind.PROJECT, message(alias, place, whatHappened, output, remedy), null);
        this.place = place;
    }

    /**
     * A line of a Dockerfile.
     *
     * @param file   the Dockerfile's name
     * @param line   the line, from 1 on
     * @param source what stands there
     */
    public record Place(String file, int line, String source) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    private static String message(
            String alias, Optional<Place> place, String whatHappened, List<String> output, String remedy) {
        String where = place.map(known -> known + ": ").orElse("");
        String source = place.map(known -> "\n  " + known.line() + " | " + known.source())
                .orElse("");
        String said = output.isEmpty()
                ? ""
                : output.stream()
                        .map(line -> "\n  > " + line)
                        .collect(Collectors.joining("", "\n  Its last output:", ""));
        return "Cannot build " + alias + ": " + where + whatHappened + "." + source + said + "\n  " + remedy;
    }

    /** The Dockerfile's line, where it is known. */
    public Optional<Place> place() {
        return place;
    }
}
