package dev.slipway.engine;

import dev.slipway.image.Platform;

/**
 * What an engine says of an image that it keeps.
 *
 * @param platform what it runs on; of an image for several platforms, the engine's own
 * @param size     its uncompressed size in bytes, as the engine counts it
 */
public record StoredImage(Platform platform, long size) {}
