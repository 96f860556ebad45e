package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.registry.RegistryException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Looks for repositories and makes them. */
final class EcrRepositories {

    private static final String STAYS_WITHOUT_POLICY =
            "The repository was created and stays without a lifecycle policy, as later runs change no repository: "
                    + "put the policy yourself (aws ecr put-lifecycle-policy), or delete the repository and run again";

    private final AwsConnection connection;
    private final EcrAccount account;
    private final EcrSettings settings;
    private final Set<RepositoryName> prepared = ConcurrentHashMap.newKeySet();

    EcrRepositories(AwsConnection connection, EcrAccount account, EcrSettings settings) {
        this.connection = connection;
        this.account = account;
        this.settings = settings;
    }

    /** Makes sure that a repository is there, asking once a run; true if it was created by this call. */
    boolean prepare(RepositoryName repository) {
        if (prepared.contains(repository)) {
            return false;
        }
        boolean isCreated = !exists(repository) && createIfAllowed(repository);
        prepared.add(repository);
        return isCreated;
    }

    private boolean exists(RepositoryName repository) {
        AwsCall call = account.call(AwsAction.DESCRIBE_REPOSITORIES, "Cannot look for", repository);
        Supplier<Boolean> request = () -> {
            try {
                connection
                        .ecr()
                        .describeRepositories(
                                asked -> asked.registryId(account.id()).repositoryNames(repository.value()));
                return true;
            } catch (RepositoryNotFoundException e) {
                return false;
            }
        };
        return connection.run(call, request);
    }

    private boolean createIfAllowed(RepositoryName repository) {
        if (!settings.createRepositories()) {
            throw new RegistryException(
                    "Cannot push to " + account.describe(repository),
                    "it does not exist and <createRepositories> in <ecr> is false",
                    "Set it to true (-Dslipway.ecr.createRepositories=true), or create the repository: "
                            + "aws ecr create-repository --registry-id " + account.id() + " --region "
                            + connection.region() + " --repository-name " + repository + ".",
                    null);
        }
        String policy = settings.repository().lifecyclePolicy();
        boolean isCreated = create(repository);
        if (isCreated && policy != null) {
            putLifecyclePolicy(repository, policy);
        }
        return isCreated;
    }

    /** Whether we made it; false if another creator was faster, to whom its settings are left. */
    private boolean create(RepositoryName repository) {
        Supplier<Boolean> request = () -> {
            try {
                connection.ecr().createRepository(creation(repository));
                return true;
            } catch (RepositoryAlreadyExistsException e) {
                return false;
            }
        };
        return connection.run(account.call(AwsAction.CREATE_REPOSITORY, "Cannot create", repository), request);
    }

    private CreateRepositoryRequest creation(RepositoryName repository) {
        RepositoryTemplate template = settings.repository();
        EncryptionConfiguration encryption = EncryptionConfiguration.builder()
                .encryptionType(template.encryption().name())
                .kmsKey(template.kmsKey())
                .build();
        return CreateRepositoryRequest.builder()
                .registryId(account.id())
                .repositoryName(repository.value())
                .imageScanningConfiguration(scanning -> scanning.scanOnPush(template.scanOnPush()))
                .encryptionConfiguration(encryption)
                .imageTagMutability(
                        template.immutableTags() ? ImageTagMutability.IMMUTABLE : ImageTagMutability.MUTABLE)
                .build();
    }

    private void putLifecyclePolicy(RepositoryName repository, String policy) {
        AwsCall call = account.call(AwsAction.PUT_LIFECYCLE_POLICY, "Cannot set the lifecycle policy of", repository);
        AwsCall lastOfTwo = new AwsCall(call.action(), call.doing(), call.resource(), STAYS_WITHOUT_POLICY);
        connection.run(
                lastOfTwo,
                () -> connection
                        .ecr()
                        .putLifecyclePolicy(request -> request.registryId(account.id())
                                .repositoryName(repository.value())
                                .lifecyclePolicyText(policy)));
    }
}
