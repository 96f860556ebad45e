package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The two kinds of policies of a repository. */
final class FakeEcrPolicyCalls {

    private final FakeEcrRepositories repositories;

    FakeEcrPolicyCalls(FakeEcrRepositories repositories) {
        this.repositories = repositories;
    }

    void addTo(Map<String, FakeAwsCall> calls) {
        calls.put("ecr:PutLifecyclePolicy", this::putLifecyclePolicy);
        calls.put("ecr:GetLifecyclePolicy", this::lifecyclePolicy);
        calls.put("ecr:DeleteLifecyclePolicy", this::deleteLifecyclePolicy);
        calls.put("ecr:SetRepositoryPolicy", this::setPolicy);
        calls.put("ecr:GetRepositoryPolicy", this::policy);
    }

    private JsonNode putLifecyclePolicy(JsonNode body) {
        String policy = body.path("lifecyclePolicyText").asText();
        repositories.change(name(body), repository -> repository.withLifecyclePolicy(policy));
        return answer(body, "lifecyclePolicyText", policy);
    }

    private JsonNode lifecyclePolicy(JsonNode body) {
        String policy = repositories.get(name(body)).lifecyclePolicy();
        if (policy.isEmpty()) {
            throw none("LifecyclePolicyNotFoundException", "Lifecycle policy", body);
        }
        return answer(body, "lifecyclePolicyText", policy);
    }

    private JsonNode deleteLifecyclePolicy(JsonNode body) {
        JsonNode before = lifecyclePolicy(body);
        repositories.change(name(body), repository -> repository.withLifecyclePolicy(""));
        return before;
    }

    private JsonNode setPolicy(JsonNode body) {
        String policy = body.path("policyText").asText();
        repositories.change(name(body), repository -> repository.withPolicy(policy));
        return answer(body, "policyText", policy);
    }

    private JsonNode policy(JsonNode body) {
        String policy = repositories.get(name(body)).policy();
        if (policy.isEmpty()) {
            throw none("RepositoryPolicyNotFoundException", "Repository policy", body);
        }
        return answer(body, "policyText", policy);
    }

    private FakeAwsError none(String type, String what, JsonNode body) {
        return new FakeAwsError(
                400,
                type,
                "%s does not exist for the repository with name '%s' in the registry with id '%s'"
                        .formatted(what, name(body), repositories.accountId()));
    }

    private ObjectNode answer(JsonNode body, String field, String policy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("registryId", repositories.accountId())
                .put("repositoryName", name(body))
                .put(field, policy);
    }

    private static String name(JsonNode body) {
        return body.path("repositoryName").asText();
    }
}
