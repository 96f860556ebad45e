package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.TagMutability;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/** What is changed in ECR, each with the words for its failure. */
final class RepositoryWrites {

    private static final String STAYS_UNFINISHED =
            "The repository was created and stays without it; run again with -Dslipway.ecr.updateRepositories=true to"
                    + " have it finished";

    private final AwsConnection connection;
    private final EcrAccount account;
    private final String afterwards;

    /** Changes repositories that exist. */
    RepositoryWrites(AwsConnection connection, EcrAccount account) {
        this(connection, account, "");
    }

    private RepositoryWrites(AwsConnection connection, EcrAccount account, String afterwards) {
        this.connection = connection;
        this.account = account;
        this.afterwards = afterwards;
    }

    /** Finishes a repository that we have just created. */
    RepositoryWrites afterCreation() {
        return new RepositoryWrites(connection, account, STAYS_UNFINISHED);
    }

    /** Whether we made it; false if another creator was faster. */
    boolean create(RepositoryName repository, RepositoryTemplate template) {
        Supplier<Boolean> request = () -> {
            try {
                connection.ecr().createRepository(creation(repository, template));
                return true;
            } catch (RepositoryAlreadyExistsException e) {
                return false;
            }
        };
        return connection.run(account.call(AwsAction.CREATE_REPOSITORY, "Cannot create", repository), request);
    }

    private CreateRepositoryRequest creation(RepositoryName repository, RepositoryTemplate template) {
        EncryptionConfiguration encryption = EncryptionConfiguration.builder()
                .encryptionType(template.encryption().name())
                .kmsKey(template.kmsKey())
                .build();
        CreateRepositoryRequest.Builder request = CreateRepositoryRequest.builder()
                .registryId(account.id())
                .repositoryName(repository.value())
                .imageScanningConfiguration(scanning -> scanning.scanOnPush(template.scanOnPush()))
                .encryptionConfiguration(encryption)
                .imageTagMutability(Mutabilities.word(template.mutability()));
        if (!template.mutability().exclusions().isEmpty()) {
            request.imageTagMutabilityExclusionFilters(Mutabilities.filters(template.mutability()));
        }
        if (!template.tags().isEmpty()) {
            request.tags(tags(template.tags()));
        }
        return request.build();
    }

    void scanOnPush(RepositoryName repository, boolean isWanted) {
        write(
                AwsAction.PUT_IMAGE_SCANNING_CONFIGURATION,
                "Cannot set <scanOnPush> of",
                repository,
                ecr -> ecr.putImageScanningConfiguration(request -> request.registryId(account.id())
                        .repositoryName(repository.value())
                        .imageScanningConfiguration(scanning -> scanning.scanOnPush(isWanted))));
    }

    void mutability(RepositoryName repository, TagMutability mutability) {
        write(
                AwsAction.PUT_IMAGE_TAG_MUTABILITY,
                "Cannot set the tag mutability of",
                repository,
                ecr -> ecr.putImageTagMutability(request -> {
                    request.registryId(account.id())
                            .repositoryName(repository.value())
                            .imageTagMutability(Mutabilities.word(mutability));
                    if (!mutability.exclusions().isEmpty()) {
                        request.imageTagMutabilityExclusionFilters(Mutabilities.filters(mutability));
                    }
                }));
    }

    void lifecyclePolicy(RepositoryName repository, String policy) {
        write(
                AwsAction.PUT_LIFECYCLE_POLICY,
                "Cannot set the lifecycle policy of",
                repository,
                ecr -> ecr.putLifecyclePolicy(request -> request.registryId(account.id())
                        .repositoryName(repository.value())
                        .lifecyclePolicyText(policy)));
    }

    void deleteLifecyclePolicy(RepositoryName repository) {
        write(
                AwsAction.DELETE_LIFECYCLE_POLICY,
                "Cannot take away the lifecycle policy of",
                repository,
                ecr -> ecr.deleteLifecyclePolicy(
                        request -> request.registryId(account.id()).repositoryName(repository.value())));
    }

    void policy(RepositoryName repository, String policy) {
        write(
                AwsAction.SET_REPOSITORY_POLICY,
                "Cannot set the repository policy of",
                repository,
                ecr -> ecr.setRepositoryPolicy(request -> request.registryId(account.id())
                        .repositoryName(repository.value())
                        .policyText(policy)));
    }

    void tag(RepositoryName repository, Map<String, String> tags) {
        write(
                AwsAction.TAG_RESOURCE,
                "Cannot tag",
                repository,
                ecr -> ecr.tagResource(
                        request -> request.resourceArn(account.arn(repository)).tags(tags(tags))));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Not every server of ECR knows a repository at once that was only just created. */
    private void write(AwsAction action, String doing, RepositoryName repository, Consumer<EcrClient> request) {
        AwsCall plain = account.call(action, doing, repository);
        AwsCall call = new AwsCall(plain.action(), plain.doing(), plain.resource(), afterwards);
        connection.untilFound(call, () -> {
            try {
                request.accept(connection.ecr());
                return true;
            } catch (RepositoryNotFoundException e) {
                return false;
            }
        });
    }
}
