package dev.slipway.log;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import java.time.Duration;
import java.util.List;

/** What happens, told to the user as it happens. Safe for use by several threads. */
public interface BuildLog {

    /** There is nothing to do, and why. */
    void nothingToDo(String reason);

    /** The engine that was chosen. */
    void engine(String description);

    /**
     * The build of an image begins.
     *
     * @param dockerfile the Dockerfile's path, as people write it
     */
    void building(String alias, String dockerfile);

    /** A patch went into an image, or was left out since its changes are there already. */
    void patched(String alias, ImagePatch patch);

    /** A line of a build's output, from an engine that tells of nothing but lines. */
    void output(String alias, String line);

    /** Takes what the steps of an image's build do, from an engine that tells of steps. Close it when the build ends. */
    StepLog steps(String alias);

    /** An image is not built, since nothing changed that it was built of. */
    void unchanged(BuiltImage image);

    /**
     * An image is built again.
     *
     * @param parts what is not the same as the last time, such as {@code files}
     */
    void changed(String alias, List<String> parts);

    /** An image was built. */
    void built(BuiltImage image);

    /** The registry that a POM entry turned out to be. */
    void registry(String entry, String host);

    /**
     * Something that may pass is tried again.
     *
     * @param doing   what we are doing, as in a failure's sentence: «Cannot push ghcr.io/acme/app:1.4»
     * @param why     what happened, a clause
     * @param attempt the number of the attempt that follows, counted from 2
     * @param pause   how long it waits before
     */
    void retrying(String doing, String why, int attempt, Duration pause);

    /** A repository was created. */
    void repositoryCreated(String host, String repository);

    /** The push of an image begins. */
    void pushing(String alias, ImageReference reference);

    /**
     * How far a push is.
     *
     * @param sent  bytes that are up
     * @param total bytes in all, as far as they are known yet
     */
    void pushProgress(ImageReference reference, long sent, long total);

    /** An image is in a registry. */
    void pushed(PushedImage image, Duration duration);

    /** Something that a user may want to know and need not act upon. */
    void remark(String message);

    /** Something that a user should know and that stops nothing. */
    void warning(String message);

    /** A text of several lines that ends a goal, such as a table. */
    void summary(String text);

    /** Something for those who look for a fault. */
    void detail(String message);
}
