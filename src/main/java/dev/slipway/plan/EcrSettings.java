package dev.slipway.plan;

import org.jspecify.annotations.Nullable;

/**
 * How ECR is used.
 *
 * @param accountId          the registry's account; null: the caller's, asked from STS
 * @param createRepositories whether a missing repository is created
 * @param repository         how a created repository is configured
 */
public record EcrSettings(@Nullable String accountId, boolean createRepositories, RepositoryTemplate repository) {

    /**
     * How a new repository is configured.
     *
     * @param scanOnPush      whether images are scanned when they are pushed
     * @param encryption      {@code AES256} or {@code KMS}
     * @param kmsKey          the key's id, alias or ARN; null with KMS: the AWS managed key
     * @param immutableTags   whether tags may not be moved
     * @param lifecyclePolicy the policy as JSON, or null for none
     */
    public record RepositoryTemplate(
            boolean scanOnPush,
            Encryption encryption,
            @Nullable String kmsKey,
            boolean immutableTags,
            @Nullable String lifecyclePolicy) {}

    /** How ECR encrypts a repository. */
    public enum Encryption {
        /** With keys that ECR keeps. */
        AES256,
        /** With a key of the AWS Key Management Service. */
        KMS
    }
}
