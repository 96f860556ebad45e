package dev.slipway.layout;

import dev.slipway.failure.SlipwayException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An image layout that is missing, damaged, or cannot be written. */
public final class LayoutException extends SlipwayException {

    /** What helps where files of a layout are missing or were changed. */
    public static final String ANEW = "Build the image again, with mvn package (or mvn slipway:build).";

    /**
     * @param verb         what we were doing: «read», «write»
     * @param layout       the folder
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public LayoutException(String verb, Path layout, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(
                Kind.ENVIRONMENT,
                "Cannot " + verb + " the image layout " + layout + ": " + whatHappened + ". " + remedy,
                cause);
    }
}
