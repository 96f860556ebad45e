package dev.slipway.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.ImagePlan;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an image goes, for tools.
 *
 * @param publishing the registries
 * @param ecr        how ECR is used
 * @param remote     what was seen of repositories
 */
record PublishingJson(ImagePlan.Publishing publishing, EcrSettings ecr, RemoteRepositories remote) {

    private static final ObjectMapper JSON = new ObjectMapper();

    void describe(ObjectNode node) {
        node.put("wanted", publishing.isWanted());
        ArrayNode destinations = node.putArray("destinations");
        publishing.publications().forEach(publication -> describe(publication, destinations.addObject()));
    }

    private void describe(ImagePlan.Publication publication, ObjectNode node) {
        node.put("registry", publication.destination().toString());
        node.put("repository", publication.repository().value());
        node.put("optional", publication.isOptional());
        if (publication.destination() instanceof Destination.Host host) {
            node.put("insecure", host.isInsecure());
        } else if (publication.destination() instanceof Destination.EcrPublic registry) {
            access(registry.access(), node.putObject("ecr"));
        } else if (publication.destination() instanceof Destination.Ecr registry) {
            describe(registry, node.putObject("ecr"));
        }
        remote.of(publication).ifPresent(found -> describe(found, node.putObject("remote")));
    }

    private static void describe(RemoteRepository found, ObjectNode node) {
        if (found.problem().isPresent()) {
            node.put("problem", found.problem().get());
            return;
        }
        node.put("host", found.host()).put("exists", found.exists());
        PlanJson.addAll(node.putArray("differences"), found.differences());
    }

    private void describe(Destination.Ecr registry, ObjectNode node) {
        putIfSaid(node, "accountId", registry.accountId());
        putIfSaid(node, "region", registry.region());
        access(registry.access(), node);
        node.put("createIfMissing", ecr.createRepositories());
        node.put("updateExisting", ecr.updateRepositories());
        if (ecr.createRepositories() || ecr.updateRepositories()) {
            template(ecr.repository(), node);
        }
    }

    private static void access(AwsAccess access, ObjectNode node) {
        putIfSaid(node, "profile", access.profile());
        putIfSaid(node, "roleArn", access.roleArn());
    }

    private static void template(EcrSettings.RepositoryTemplate template, ObjectNode node) {
        node.put("encryption", template.encryption().name());
        putIfSaid(node, "kmsKey", template.kmsKey());
        node.put("scanOnPush", template.scanOnPush());
        node.put("immutableTags", template.mutability().immutable());
        PlanJson.addAll(node.putArray("exceptTags"), template.mutability().exclusions());
        ObjectNode tags = node.putObject("tags");
        new TreeMap<>(template.tags()).forEach(tags::put);
        putPolicy(node, "lifecyclePolicy", template.lifecyclePolicy());
        putPolicy(node, "repositoryPolicy", template.policy());
    }

    private static void putPolicy(ObjectNode node, String field, @Nullable String policy) {
        if (policy == null) {
            return;
        }
        try {
            node.set(field, JSON.readTree(policy));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The planner only takes policies that are JSON", e);
        }
    }

    private static void putIfSaid(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
