package dev.slipway.image;

import java.util.List;

/**
 * What an engine made of a Dockerfile, whatever it is called.
 *
 * @param id        the engine's id of the image
 * @param platforms the platforms it runs on
 * @param size      its uncompressed size in bytes, as the engine counts it
 * @param bases     the images it builds on, as the Dockerfile names them
 * @param store     where it lies
 */
public record ImageContent(Digest id, List<Platform> platforms, long size, List<String> bases, ImageStore store) {

    /** Copies the lists. */
    public ImageContent {
        platforms = List.copyOf(platforms);
        bases = List.copyOf(bases);
    }
}
