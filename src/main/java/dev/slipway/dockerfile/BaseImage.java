package dev.slipway.dockerfile;

import org.jspecify.annotations.Nullable;

/**
 * One use of an image that is not made by the Dockerfile itself.
 *
 * @param reference  the image, with variables replaced where their values are known
 * @param platform   what {@code --platform} asks for; null without it, or where its variable has no known value
 * @param isResolved whether no variable is left in the reference
 * @param usedBy     the instruction that names the image: a {@code FROM}, {@code COPY --from} or {@code RUN --mount}
 */
public record BaseImage(String reference, @Nullable String platform, boolean isResolved, Instruction usedBy) {

    /** The line where the image is named. */
    public int line() {
        return usedBy.firstLine();
    }
}
