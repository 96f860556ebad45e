package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.EcrSettings.Setting;
import dev.slipway.plan.TagMutability;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * How a repository is configured. What nobody wants to compare is not asked for.
 *
 * @param scanOnPush      whether images are scanned when they are pushed
 * @param encryption      such as {@code KMS}
 * @param kmsKey          the ARN of the key; empty for one that ECR keeps
 * @param mutability      whether tags may be moved
 * @param lifecyclePolicy as JSON
 * @param tags            of the repository itself
 * @param policy          who may do what with it, as JSON
 */
record RepositoryState(
        boolean scanOnPush,
        String encryption,
        Optional<String> kmsKey,
        TagMutability mutability,
        Optional<String> lifecyclePolicy,
        Map<String, String> tags,
        Optional<String> policy) {

    /** Asks for what DescribeRepositories does not tell. */
    static RepositoryState read(Repository found, RepositoryReads reads, Set<Setting> wanted) {
        RepositoryName name = RepositoryName.parse(found.repositoryName());
        return new RepositoryState(
                found.imageScanningConfiguration() != null
                        && Boolean.TRUE.equals(
                                found.imageScanningConfiguration().scanOnPush()),
                found.encryptionConfiguration() == null
                        ? "AES256"
                        : found.encryptionConfiguration().encryptionTypeAsString(),
                Optional.ofNullable(found.encryptionConfiguration())
                        .flatMap(encryption -> Optional.ofNullable(encryption.kmsKey())),
                Mutabilities.of(found),
                wanted.contains(Setting.LIFECYCLE_POLICY) ? reads.lifecyclePolicy(name) : Optional.empty(),
                wanted.contains(Setting.TAGS) ? reads.tags(name) : Map.of(),
                wanted.contains(Setting.POLICY) ? reads.policy(name) : Optional.empty());
    }
}
