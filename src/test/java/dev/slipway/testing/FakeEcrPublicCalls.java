package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The public registry of the account, whose alias is {@link FakeEcr#PUBLIC_ALIAS}. */
final class FakeEcrPublicCalls {

    private final Set<String> names = new ConcurrentSkipListSet<>();
    private final FakeEcrRepositories messages;
    private final FakeEcrTokens tokens;

    FakeEcrPublicCalls(FakeEcrRepositories messages, FakeEcrTokens tokens) {
        this.messages = messages;
        this.tokens = tokens;
    }

    Set<String> names() {
        return names;
    }

    void addTo(Map<String, FakeAwsCall> calls) {
        calls.put("ecr-public:GetAuthorizationToken", body -> tokens.issuePublic());
        calls.put("ecr-public:DescribeRepositories", this::describe);
        calls.put("ecr-public:CreateRepository", this::create);
    }

    private JsonNode describe(JsonNode body) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (JsonNode name : body.path("repositoryNames")) {
            if (!names.contains(name.asText())) {
                throw new FakeAwsError(400, "RepositoryNotFoundException", messages.missing(name.asText()));
            }
            answer.withArray("repositories").add(json(name.asText()));
        }
        return answer;
    }

    private JsonNode create(JsonNode body) {
        String name = body.path("repositoryName").asText();
        if (!names.add(name)) {
            throw messages.existsAlready(name);
        }
        return JsonNodeFactory.instance.objectNode().set("repository", json(name));
    }

    private static ObjectNode json(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("repositoryArn", "arn:aws:ecr-public::" + FakeEcr.ACCOUNT_ID + ":repository/" + name)
                .put("registryId", FakeEcr.ACCOUNT_ID)
                .put("repositoryName", name)
                .put("repositoryUri", "public.ecr.aws/" + FakeEcr.PUBLIC_ALIAS + "/" + name);
    }
}
