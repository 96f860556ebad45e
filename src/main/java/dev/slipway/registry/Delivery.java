package dev.slipway.registry;

import dev.slipway.image.ImageReference;

/**
 * Where content is carried to.
 *
 * @param repository the repository, spoken to directly
 * @param carrier    the reference under which a store pushes that can push under a tag only; it is no floating tag
 * @param login      how to log in
 */
public record Delivery(Repository repository, ImageReference carrier, Login login) {}
