package dev.slipway.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The repositories that exist. */
final class FakeEcrRepositories {

    private final Map<String, FakeEcrRepository> byName = new ConcurrentSkipListMap<>();
    private final String accountId;
    private final String region;
    private String registryHost = "";

    FakeEcrRepositories(String accountId, String region) {
        this.accountId = accountId;
        this.region = region;
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

    FakeEcrRepository get(String name) {
        return find(name).orElseThrow(() -> new FakeAwsError(400, "RepositoryNotFoundException", missing(name)));
    }

    /** Whether it was not there before. */
    boolean create(FakeEcrRepository repository) {
        return byName.putIfAbsent(repository.name(), repository) == null;
    }

    void replace(FakeEcrRepository repository) {
        byName.put(repository.name(), repository);
    }

    /** In ECR's words. */
    String missing(String name) {
        return "The repository with name '%s' does not exist in the registry with id '%s'".formatted(name, accountId);
    }
}
