package dev.slipway.engine;

import dev.slipway.context.BuildContext;
import dev.slipway.dockerfile.Builder;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildRecipe;
import java.util.List;
import java.util.Optional;

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
    BuildResult build(BuildRequest request, BuildContext context, BuildLog log);

    /**
     * What of a recipe this engine cannot do; empty if it can do all of it. Asked before anything is built.
     *
     * @throws EngineUnavailableException if nothing answers
     */
    List<Refusal> refusals(BuildRecipe recipe);

    /**
     * A word that is another one for engines which make other images of the same input: {@code buildkit} or
     * {@code classic}, with the kind of store behind it.
     */
    String kind();

    /**
     * Why building the same files twice gives two digests here, even where a time is set for the image
     * ({@code SOURCE_DATE_EPOCH}); empty if it gives one.
     *
     * @throws EngineUnavailableException if nothing answers
     */
    Optional<String> obstacleToSameDigest();

    /** How it reads a Dockerfile. */
    Builder builder();

    /** The images that the engine keeps. */
    LocalImages images();

    /**
     * What lies in these images.
     *
     * @throws UnsupportedOperationException if the engine keeps no images
     */
    ImageLayers layers();

    @Override
    void close();
}
