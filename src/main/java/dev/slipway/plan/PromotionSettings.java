package dev.slipway.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a promotion, as text and unchecked; null where nothing is said.
 *
 * @param from       the images, as references
 * @param to         where they go to
 * @param tags       the tags that they get
 * @param registries registries of which more is known than their names
 * @param shared     what holds for registries
 * @param isDryRun   whether nothing is to be changed
 */
public record PromotionSettings(
        @Nullable List<String> from,
        @Nullable List<String> to,
        @Nullable List<String> tags,
        @Nullable List<RegistrySettings.Registry> registries,
        RegistrySettings shared,
        boolean isDryRun) {}
