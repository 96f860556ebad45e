package dev.slipway.mojo.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code <image>} or {@code <imageSet>} of another module says of names; null where it says nothing.
 *
 * @param name      its name
 * @param alias     its alias
 * @param target    the stage that is built
 * @param tags      tag rules
 * @param tagSuffix what every tag ends with
 * @param skip      whether it is left out
 */
public record SaidNames(
        @Nullable String name,
        @Nullable String alias,
        @Nullable String target,
        @Nullable List<String> tags,
        @Nullable String tagSuffix,
        @Nullable Boolean skip) {}
