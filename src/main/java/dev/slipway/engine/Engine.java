package dev.slipway.engine;

import dev.slipway.context.BuildContext;
import dev.slipway.image.ImageContent;
import dev.slipway.log.BuildLog;

/** What builds images. Safe for use by several threads. */
public interface Engine extends AutoCloseable {

    /**
     * What answers, in words for the log, such as {@code Docker 28.5.2 at unix:///var/run/docker.sock}.
     *
     * @throws EngineUnavailableException if nothing answers
     */
    String description();

    /**
     * Builds an image and gives it no name.
     *
     * @param log receives the build's output as it comes
     * @throws BuildFailedException       if the Dockerfile or its files are at fault
     * @throws BuildTimeoutException      if it takes longer than the recipe allows; the build is stopped then
     * @throws EngineException            if the engine is at fault
     * @throws EngineUnavailableException if nothing answers
     */
    ImageContent build(BuildRequest request, BuildContext context, BuildLog log);

    /** The images that the engine keeps. */
    LocalImages images();

    @Override
    void close();
}
