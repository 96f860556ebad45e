package dev.slipway.engine;

import dev.slipway.dockerfile.BaseConfig;

/**
 * What an engine says of an image that others build on.
 *
 * @param identity another one for other content: the digest that the registry has for it, or its id
 * @param platform what it is for, as the engine writes it
 * @param config   what it hands on
 */
public record StoredBase(String identity, String platform, BaseConfig config) {}
