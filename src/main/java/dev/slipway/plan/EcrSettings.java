package dev.slipway.plan;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How ECR is used.
 *
 * @param accountId          the registry's account; null: the caller's, asked from STS
 * @param access             as whom AWS is asked, where a registry does not say it
 * @param createRepositories whether a missing repository is created
 * @param updateRepositories whether a repository that exists is brought in line
 * @param repository         how a repository is configured
 * @param said               the settings that a repository that exists is measured by, which are those that somebody has
 *     written; the defaults of the others hold for new repositories alone
 */
public record EcrSettings(
        @Nullable String accountId,
        AwsAccess access,
        boolean createRepositories,
        boolean updateRepositories,
        RepositoryTemplate repository,
        Set<Setting> said) {

    /** Copies the set. */
    public EcrSettings {
        said = Set.copyOf(said);
    }

    /** Settings that were all written. */
    public EcrSettings(
            @Nullable String accountId,
            AwsAccess access,
            boolean createRepositories,
            boolean updateRepositories,
            RepositoryTemplate repository) {
        this(accountId, access, createRepositories, updateRepositories, repository, EnumSet.allOf(Setting.class));
    }

    /** The same, with missing repositories created. */
    public EcrSettings creating() {
        return new EcrSettings(accountId, access, true, updateRepositories, repository, said);
    }

    /**
     * How a repository is configured.
     *
     * @param scanOnPush      whether images are scanned when they are pushed
     * @param encryption      how it is encrypted
     * @param kmsKey          the key's id, alias or ARN; null with KMS: the AWS managed key
     * @param mutability      whether tags may be moved
     * @param lifecyclePolicy the policy as JSON, or null for none
     * @param tags            of the repository, as AWS understands tags
     * @param policy          who may do what with the repository, as JSON; null for none
     */
    public record RepositoryTemplate(
            boolean scanOnPush,
            Encryption encryption,
            @Nullable String kmsKey,
            TagMutability mutability,
            @Nullable String lifecyclePolicy,
            Map<String, String> tags,
            @Nullable String policy) {

        /** Copies the map. */
        public RepositoryTemplate {
            tags = Map.copyOf(tags);
        }
    }

    /** What can be set of a repository. */
    public enum Setting {
        /** Whether images are scanned when they are pushed. */
        SCAN_ON_PUSH,
        /** How it is encrypted; it is settled when the repository is created. */
        ENCRYPTION,
        /** Whether tags may be moved. */
        TAG_MUTABILITY,
        /** When images expire. */
        LIFECYCLE_POLICY,
        /** The tags of the repository itself. */
        TAGS,
        /** Who may do what with it. */
        POLICY
    }

    /** How ECR encrypts a repository. */
    public enum Encryption {
        /** With keys that ECR keeps. */
        AES256,
        /** With a key of the AWS Key Management Service. */
        KMS,
        /** With such a key, in two layers. */
        KMS_DSSE
    }
}
