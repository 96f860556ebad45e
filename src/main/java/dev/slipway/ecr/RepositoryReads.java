package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/** What is asked of ECR about a repository, each with the words for its failure. */
final class RepositoryReads {

    private final AwsConnection connection;
    private final EcrAccount account;

    RepositoryReads(AwsConnection connection, EcrAccount account) {
        this.connection = connection;
        this.account = account;
    }

    private EcrClient ecr() {
        return connection.ecr();
    }

    /** The repository; empty if there is none. */
    Optional<Repository> find(RepositoryName repository) {
        AwsCall call = account.call(AwsAction.DESCRIBE_REPOSITORIES, "Cannot look for", repository);
        Supplier<Optional<Repository>> request = () -> {
            try {
                return ecr()
                        .describeRepositories(
                                asked -> asked.registryId(account.id()).repositoryNames(repository.value()))
                        .repositories()
                        .stream()
                        .findFirst();
            } catch (RepositoryNotFoundException e) {
                return Optional.empty();
            }
        };
        return connection.run(call, request);
    }

    /** The policy that says when images expire, as JSON. */
    Optional<String> lifecyclePolicy(RepositoryName repository) {
        AwsCall call = account.call(AwsAction.GET_LIFECYCLE_POLICY, "Cannot read the lifecycle policy of", repository);
        Supplier<Optional<String>> request = () -> {
            try {
                return Optional.of(ecr().getLifecyclePolicy(
                                asked -> asked.registryId(account.id()).repositoryName(repository.value()))
                        .lifecyclePolicyText());
            } catch (LifecyclePolicyNotFoundException e) {
                return Optional.empty();
            }
        };
        return connection.run(call, request);
    }

    /** The policy that says who may do what, as JSON. */
    Optional<String> policy(RepositoryName repository) {
        AwsCall call =
                account.call(AwsAction.GET_REPOSITORY_POLICY, "Cannot read the repository policy of", repository);
        Supplier<Optional<String>> request = () -> {
            try {
                return Optional.of(ecr().getRepositoryPolicy(
                                asked -> asked.registryId(account.id()).repositoryName(repository.value()))
                        .policyText());
            } catch (RepositoryPolicyNotFoundException e) {
                return Optional.empty();
            }
        };
        return connection.run(call, request);
    }

    /** The tags of the repository itself. */
    Map<String, String> tags(RepositoryName repository) {
        AwsCall call = account.call(AwsAction.LIST_TAGS_FOR_RESOURCE, "Cannot read the tags of", repository);
        return connection
                .run(call, () -> ecr().listTagsForResource(request -> request.resourceArn(account.arn(repository))))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
