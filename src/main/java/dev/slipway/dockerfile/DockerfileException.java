package dev.slipway.dockerfile;

import dev.slipway.failure.SlipwayException;
import org.jspecify.annotations.Nullable;

/** A Dockerfile that cannot be understood. */
public final class DockerfileException extends SlipwayException {

    private final String place;
    private final String whatHappened;
    private final String remedy;

    /**
     * @param place        the file, with the line where there is one: {@code Dockerfile.agent:12}
     * @param whatHappened a clause, such as «there is no such file»
     * @param remedy       an imperative sentence
     */
    public DockerfileException(String place, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(Kind.PROJECT, "Cannot read " + place + ": " + whatHappened + ". " + remedy, cause);
        this.place = place;
        this.whatHappened = whatHappened;
        this.remedy = remedy;
    }

    /** The file, with the line where there is one: {@code Dockerfile.agent:12}. */
    public String place() {
        return place;
    }

    /** What is wrong there, as a clause. */
    public String whatHappened() {
        return whatHappened;
    }

    /** What to do, as an imperative sentence. */
    public String remedy() {
        return remedy;
    }
}
