package dev.slipway.registry;

import dev.slipway.plan.TagMutability;

/**
 * What is known of a repository before anything is pushed to it.
 *
 * @param exists     whether it is there; one that a registry makes by itself counts as there
 * @param mutability whether its tags may be moved; of one that is yet to be made, as it will be made
 */
public record RepositoryFacts(boolean exists, TagMutability mutability) {

    /** Those of a registry that makes its repositories by itself and lets every tag be moved. */
    public static RepositoryFacts plain() {
        return new RepositoryFacts(true, TagMutability.mutable());
    }
}
