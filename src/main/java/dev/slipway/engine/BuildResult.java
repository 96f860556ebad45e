package dev.slipway.engine;

import dev.slipway.image.ImageContent;
import dev.slipway.image.TimedStep;
import java.util.List;

/**
 * What a build came to.
 *
 * @param content the image
 * @param steps   in the order in which they began; empty where the engine does not tell of them
 */
public record BuildResult(ImageContent content, List<TimedStep> steps) {

    /** Copies the list. */
    public BuildResult {
        steps = List.copyOf(steps);
    }
}
