package dev.slipway.layout;

import dev.slipway.image.Platform;

/**
 * An image for one platform.
 *
 * @param descriptor    of its manifest
 * @param platform      what it runs on
 * @param manifest      its manifest
 * @param configuration its configuration
 */
public record PlatformImage(
        Descriptor descriptor, Platform platform, ImageManifest manifest, ImageConfiguration configuration) {}
