package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.EcrSettings.Setting;
import dev.slipway.plan.TagMutability;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.RepositoryFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Looks at repositories, makes them, and brings them in line; each once a run. */
final class EcrRepositories {

    private final AwsConnection connection;
    private final EcrAccount account;
    private final EcrSettings settings;
    private final RepositoryReads reads;
    private final RepositoryWrites writes;
    private final Map<RepositoryName, Object> locks = new ConcurrentHashMap<>();
    private final Set<RepositoryName> prepared = ConcurrentHashMap.newKeySet();

    EcrRepositories(AwsConnection connection, EcrAccount account, EcrSettings settings) {
        this.connection = connection;
        this.account = account;
        this.settings = settings;
        this.reads = new RepositoryReads(connection, account);
        this.writes = new RepositoryWrites(connection, account);
    }

    /** What is known of a repository; nothing is changed. */
    RepositoryFacts look(RepositoryName repository) {
        Optional<Repository> found = reads.find(repository);
        if (found.isEmpty() && !settings.createRepositories()) {
            throw mayNotBeMade(repository);
        }
        boolean staysAsItIs = found.isPresent() && !settings.updateRepositories();
        if (staysAsItIs) {
            prepared.add(repository);
        }
        return new RepositoryFacts(found.isPresent(), mutability(found));
    }

    /** Of a repository that exists as it will be when the push begins. */
    private TagMutability mutability(Optional<Repository> found) {
        boolean isChanged = settings.updateRepositories() && settings.said().contains(Setting.TAG_MUTABILITY);
        return found.filter(repository -> !isChanged)
                .map(Mutabilities::of)
                .orElse(settings.repository().mutability());
    }

    /** In what a repository is not as configured, in words; nothing if there is none. Nothing is changed. */
    List<String> differences(RepositoryName repository) {
        return reads.find(repository).map(this::drift).orElse(List.of()).stream()
                .map(Difference::toString)
                .toList();
    }

    /** Makes sure that a repository is there and as configured; true if it was created by this call. */
    boolean prepare(RepositoryName repository) {
        synchronized (locks.computeIfAbsent(repository, name -> new Object())) {
            if (prepared.contains(repository)) {
                return false;
            }
            Optional<Repository> found = reads.find(repository);
            boolean isCreated = found.isEmpty() && createIfAllowed(repository);
            if (!isCreated && settings.updateRepositories()) {
                found.or(() -> reads.find(repository)).ifPresent(there -> update(repository, there));
            }
            prepared.add(repository);
            return isCreated;
        }
    }

    private boolean createIfAllowed(RepositoryName repository) {
        if (!settings.createRepositories()) {
            throw mayNotBeMade(repository);
        }
        RepositoryTemplate template = settings.repository();
        if (!writes.create(repository, template)) {
            return false;
        }
        RepositoryWrites finishing = writes.afterCreation();
        if (template.lifecyclePolicy() != null) {
            finishing.lifecyclePolicy(repository, template.lifecyclePolicy());
        }
        if (template.policy() != null) {
            finishing.policy(repository, template.policy());
        }
        AwsCall call = account.call(AwsAction.DESCRIBE_REPOSITORIES, "Cannot push to", repository);
        connection.untilFound(call, () -> reads.find(repository).isPresent());
        return true;
    }

    private RegistryException mayNotBeMade(RepositoryName repository) {
        return new RegistryException(
                "Cannot push to " + account.describe(repository),
                "it does not exist and <createRepositories> in <ecr> is false",
                "Set it to true (-Dslipway.ecr.createRepositories=true), or create the repository: "
                        + "aws ecr create-repository --registry-id " + account.id() + " --region "
                        + connection.region() + " --repository-name " + repository + ".",
                null);
    }

    private List<Difference> drift(Repository found) {
        RepositoryState state = RepositoryState.read(found, reads, settings.said());
        return RepositoryDrift.between(state, settings);
    }

    private void update(RepositoryName repository, Repository found) {
        List<Difference> drift = drift(found);
        drift.stream().map(Difference::setting).distinct().forEach(setting -> change(repository, setting));
        for (Difference difference : drift) {
            if (difference.isChangeable()) {
                connection.log().remark("Changed " + account.describe(repository) + ": " + difference.change());
            } else {
                connection
                        .log()
                        .warning(capitalised(account.describe(repository)) + " is not as configured: " + difference
                                + "; ECR settles that when a repository is created");
            }
        }
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void change(RepositoryName repository, Setting setting) {
        RepositoryTemplate template = settings.repository();
        switch (setting) {
            case SCAN_ON_PUSH -> writes.scanOnPush(repository, template.scanOnPush());
            case TAG_MUTABILITY -> writes.mutability(repository, template.mutability());
            case LIFECYCLE_POLICY -> changeLifecyclePolicy(repository, template);
            case TAGS -> writes.tag(repository, RepositoryDrift.missingTags(reads.tags(repository), template.tags()));
            case POLICY -> {
                if (template.policy() != null) {
                    writes.policy(repository, template.policy());
                }
            }
            case ENCRYPTION -> {
                // settled when the repository was created
            }
        }
    }

    private void changeLifecyclePolicy(RepositoryName repository, RepositoryTemplate template) {
        if (template.lifecyclePolicy() == null) {
            writes.deleteLifecyclePolicy(repository);
        } else {
            writes.lifecyclePolicy(repository, template.lifecyclePolicy());
        }
    }
}
