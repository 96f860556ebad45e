package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Creates, describes and configures repositories. */
final class FakeEcrRepositoryCalls {

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
    private static final int MOST_EXCLUSIONS = 5;

    private final FakeEcrRepositories repositories;
    private final FakeEcrFaults faults;

    FakeEcrRepositoryCalls(FakeEcrRepositories repositories, FakeEcrFaults faults) {
        this.repositories = repositories;
        this.faults = faults;
    }

    void addTo(Map<String, FakeAwsCall> calls) {
        calls.put("ecr:CreateRepository", this::create);
        calls.put("ecr:DescribeRepositories", this::describe);
        calls.put("ecr:PutImageScanningConfiguration", this::putScanning);
        calls.put("ecr:PutImageTagMutability", this::putMutability);
        calls.put("ecr:ListTagsForResource", this::tags);
        calls.put("ecr:TagResource", this::tag);
    }

    private JsonNode create(JsonNode body) {
        String name = checkedName(body.path("repositoryName").asText());
        JsonNode encryption = body.path("encryptionConfiguration");
        FakeEcrRepository repository = mutable(FakeEcrRepository.named(name), body)
                .withScanOnPush(scanOnPush(body))
                .withEncryption(
                        encryption.path("encryptionType").asText("AES256"),
                        encryption.path("kmsKey").asText())
                .withTags(tagsOf(body));
        boolean lost = faults.createdMeanwhile() && repositories.create(FakeEcrRepository.named(name));
        if (lost || !repositories.create(repository)) {
            throw repositories.existsAlready(name);
        }
        faults.created();
        return JsonNodeFactory.instance.objectNode().set("repository", json(repository));
    }

    private static FakeEcrRepository mutable(FakeEcrRepository repository, JsonNode body) {
        String word = body.path("imageTagMutability").asText("MUTABLE");
        String[] exclusions = StreamSupport.stream(
                        body.path("imageTagMutabilityExclusionFilters").spliterator(), false)
                .filter(filter -> filter.path("filterType").asText().equals("WILDCARD"))
                .map(filter -> filter.path("filter").asText())
                .toArray(String[]::new);
        if (word.endsWith("_WITH_EXCLUSION") != exclusions.length > 0 || exclusions.length > MOST_EXCLUSIONS) {
            throw new FakeAwsError(
                    400, "InvalidParameterException", "Invalid parameter at 'imageTagMutabilityExclusionFilters'");
        }
        return repository.withMutability(word, exclusions);
    }

    private static boolean scanOnPush(JsonNode body) {
        return body.path("imageScanningConfiguration").path("scanOnPush").asBoolean();
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

    private JsonNode putScanning(JsonNode body) {
        repositories.change(
                body.path("repositoryName").asText(), repository -> repository.withScanOnPush(scanOnPush(body)));
        return body;
    }

    private JsonNode putMutability(JsonNode body) {
        repositories.change(body.path("repositoryName").asText(), repository -> mutable(repository, body));
        return body;
    }

    private JsonNode tags(JsonNode body) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode tags = answer.putArray("tags");
        new TreeMap<>(repositories.get(named(body)).tags())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private JsonNode tag(JsonNode body) {
        repositories.change(named(body), repository -> {
            Map<String, String> all = new HashMap<>(repository.tags());
            all.putAll(tagsOf(body));
            return repository.withTags(all);
        });
        return JsonNodeFactory.instance.objectNode();
    }

    private String named(JsonNode body) {
        String arn = body.path("resourceArn").asText();
        if (!arn.startsWith(repositories.arn(""))) {
            throw new FakeAwsError(400, "InvalidParameterException", "Invalid parameter at 'resourceArn'");
        }
        return arn.substring(repositories.arn("").length());
    }

    private static Map<String, String> tagsOf(JsonNode body) {
        Map<String, String> tags = new HashMap<>();
        body.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
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
                .put("imageTagMutability", repository.mutability());
        repository
                .exclusions()
                .forEach(exclusion -> json.withArray("imageTagMutabilityExclusionFilters")
                        .addObject()
                        .put("filterType", "WILDCARD")
                        .put("filter", exclusion));
        json.putObject("imageScanningConfiguration").put("scanOnPush", repository.scanOnPush());
        ObjectNode encryption = json.putObject("encryptionConfiguration");
        encryption.put("encryptionType", repository.encryption());
        if (!repository.kmsKey().isEmpty()) {
            encryption.put("kmsKey", repository.kmsKey());
        }
        return json;
    }
}
