package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Creates, describes and configures repositories. */
final class FakeEcrRepositoryCalls {

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");

    private final FakeEcrRepositories repositories;
    private final FakeEcrFaults faults;

    FakeEcrRepositoryCalls(FakeEcrRepositories repositories, FakeEcrFaults faults) {
        this.repositories = repositories;
        this.faults = faults;
    }

    void addTo(Map<String, FakeAwsCall> calls) {
        calls.put("CreateRepository", this::create);
        calls.put("DescribeRepositories", this::describe);
        calls.put("PutLifecyclePolicy", this::putLifecyclePolicy);
        calls.put("GetLifecyclePolicy", this::lifecyclePolicy);
    }

    private JsonNode create(JsonNode body) {
        String name = checkedName(body.path("repositoryName").asText());
        JsonNode encryption = body.path("encryptionConfiguration");
        FakeEcrRepository repository = new FakeEcrRepository(
                name,
                body.path("imageTagMutability").asText().equals("IMMUTABLE"),
                body.path("imageScanningConfiguration").path("scanOnPush").asBoolean(),
                encryption.path("encryptionType").asText("AES256"),
                encryption.path("kmsKey").asText(),
                "");
        boolean lost = faults.createdMeanwhile() && repositories.create(FakeEcrRepository.named(name, false));
        if (lost || !repositories.create(repository)) {
            throw new FakeAwsError(
                    400,
                    "RepositoryAlreadyExistsException",
                    "The repository with name '%s' already exists in the registry with id '%s'"
                            .formatted(name, repositories.accountId()));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("repository", json(repository));
        return answer;
    }

    private JsonNode describe(JsonNode body) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("repositories");
        if (body.path("repositoryNames").isEmpty()) {
            repositories.all().forEach(repository -> found.add(json(repository)));
        }
        for (JsonNode name : body.path("repositoryNames")) {
            found.add(json(repositories.get(checkedName(name.asText()))));
        }
        return answer;
    }

    private JsonNode putLifecyclePolicy(JsonNode body) {
        String policy = body.path("lifecyclePolicyText").asText();
        repositories.replace(
                repositories.get(body.path("repositoryName").asText()).withLifecyclePolicy(policy));
        return policyOf(body);
    }

    private JsonNode lifecyclePolicy(JsonNode body) {
        String name = body.path("repositoryName").asText();
        if (repositories.get(name).lifecyclePolicy().isEmpty()) {
            throw new FakeAwsError(
                    400,
                    "LifecyclePolicyNotFoundException",
                    "Lifecycle policy does not exist for the repository with name '%s' in the registry with id '%s'"
                            .formatted(name, repositories.accountId()));
        }
        return policyOf(body);
    }

    private JsonNode policyOf(JsonNode body) {
        String name = body.path("repositoryName").asText();
        return JsonNodeFactory.instance
                .objectNode()
                .put("registryId", repositories.accountId())
                .put("repositoryName", name)
                .put("lifecyclePolicyText", repositories.get(name).lifecyclePolicy());
    }

    /** ECR takes fewer names than the distribution specification: neither {@code a__b} nor {@code a--b}. */
    private static String checkedName(String name) {
        if (name.length() < 2 || !NAME.matcher(name).matches()) {
            throw new FakeAwsError(
                    400,
                    "InvalidParameterException",
                    "Invalid parameter at 'repositoryName' failed to satisfy constraint: "
                            + "'must satisfy regular expression '" + NAME + "''");
        }
        return name;
    }

    private ObjectNode json(FakeEcrRepository repository) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("repositoryArn", repositories.arn(repository.name()))
                .put("registryId", repositories.accountId())
                .put("repositoryName", repository.name())
                .put("repositoryUri", repositories.uri(repository.name()))
                .put("imageTagMutability", repository.immutable() ? "IMMUTABLE" : "MUTABLE");
        json.putObject("imageScanningConfiguration").put("scanOnPush", repository.scanOnPush());
        ObjectNode encryption = json.putObject("encryptionConfiguration");
        encryption.put("encryptionType", repository.encryption());
        if (!repository.kmsKey().isEmpty()) {
            encryption.put("kmsKey", repository.kmsKey());
        }
        return json;
    }
}
