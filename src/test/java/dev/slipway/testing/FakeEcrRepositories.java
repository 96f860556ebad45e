package dev.slipway.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The repositories that exist. */
final class FakeEcrRepositories {

    private final Map<String, FakeEcrRepository> byName = new ConcurrentSkipListMap<>();
    private final String accountId;
    private final String region;
    private final FakeEcrFaults faults;
    private String registryHost = "";

    FakeEcrRepositories(String accountId, String region, FakeEcrFaults faults) {
        this.accountId = accountId;
        this.region = region;
        this.faults = faults;
    }

    void registryHost(String host) {
        registryHost = host;
    }

    String accountId() {
        return accountId;
    }

    String uri(String name) {
        return registryHost + "/" + name;
    }

    String arn(String name) {
        return "arn:aws:ecr:" + region + ":" + accountId + ":repository/" + name;
    }

    List<FakeEcrRepository> all() {
        return List.copyOf(byName.values());
    }

    Optional<FakeEcrRepository> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** As the API sees it, which may not know yet of one that was just created. */
    FakeEcrRepository get(String name) {
        return find(name)
                .filter(repository -> !faults.hidesFromApi())
                .orElseThrow(() -> new FakeAwsError(400, "RepositoryNotFoundException", missing(name)));
    }

    /** Whether it was not there before. */
    boolean create(FakeEcrRepository repository) {
        return byName.putIfAbsent(repository.name(), repository) == null;
    }

    FakeEcrRepository change(String name, UnaryOperator<FakeEcrRepository> change) {
        FakeEcrRepository changed = change.apply(get(name));
        byName.put(name, changed);
        return changed;
    }

    /** In ECR's words. */
    String missing(String name) {
        return "The repository with name '%s' does not exist in the registry with id '%s'".formatted(name, accountId);
    }

    /** In ECR's words. */
    FakeAwsError existsAlready(String name) {
        return new FakeAwsError(
                400,
                "RepositoryAlreadyExistsException",
                "The repository with name '%s' already exists in the registry with id '%s'".formatted(name, accountId));
    }
}
