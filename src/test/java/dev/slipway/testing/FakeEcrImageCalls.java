package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes what the registry behind really holds. */
final class FakeEcrImageCalls {

    static final String[] MANIFEST_TYPES = {
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json"
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeEcrRepositories repositories;
    private final FakeEcrStorage storage;

    FakeEcrImageCalls(FakeEcrRepositories repositories, FakeEcrStorage storage) {
        this.repositories = repositories;
        this.storage = storage;
    }

    void addTo(Map<String, FakeAwsCall> calls) {
        calls.put("ecr:DescribeImages", this::describe);
        calls.put("ecr:BatchGetImage", this::get);
        calls.put("ecr:ListImages", this::list);
    }

    private JsonNode describe(JsonNode body) throws IOException, InterruptedException {
        String name = repositoryName(body);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode details = answer.putArray("imageDetails");
        for (JsonNode id : asked(body, name)) {
            HttpResponse<String> manifest = manifest(name, id).orElseThrow(() -> notFound(name, id));
            ObjectNode detail = details.addObject().put("registryId", repositories.accountId());
            detail.put("repositoryName", name)
                    .put("imageDigest", digest(manifest))
                    .put("imageSizeInBytes", size(JSON.readTree(manifest.body())))
                    .put("imageManifestMediaType", mediaType(manifest));
            if (id.has("imageTag")) {
                detail.putArray("imageTags").add(id.get("imageTag"));
            }
        }
        return answer;
    }

    private JsonNode get(JsonNode body) throws IOException, InterruptedException {
        String name = repositoryName(body);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode images = answer.putArray("images");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode id : body.path("imageIds")) {
            Optional<HttpResponse<String>> manifest = manifest(name, id);
            if (manifest.isEmpty()) {
                ObjectNode failure = failures.addObject().put("failureCode", "ImageNotFound");
                failure.put("failureReason", "Requested image not found").set("imageId", id);
            } else {
                images.add(image(name, id, manifest.get()));
            }
        }
        return answer;
    }

    private ObjectNode image(String name, JsonNode id, HttpResponse<String> manifest) {
        ObjectNode image = JsonNodeFactory.instance
                .objectNode()
                .put("registryId", repositories.accountId())
                .put("repositoryName", name)
                .put("imageManifest", manifest.body())
                .put("imageManifestMediaType", mediaType(manifest));
        ObjectNode completeId = id.<ObjectNode>deepCopy().put("imageDigest", digest(manifest));
        image.set("imageId", completeId);
        return image;
    }

    private JsonNode list(JsonNode body) throws IOException, InterruptedException {
        String name = repositoryName(body);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = answer.putArray("imageIds");
        for (JsonNode id : tags(name)) {
            manifest(name, id)
                    .ifPresent(manifest -> ids.add(id.<ObjectNode>deepCopy().put("imageDigest", digest(manifest))));
        }
        return answer;
    }

    private String repositoryName(JsonNode body) {
        return repositories.get(body.path("repositoryName").asText()).name();
    }

    private Iterable<JsonNode> asked(JsonNode body, String name) throws IOException, InterruptedException {
        return body.path("imageIds").isEmpty() ? tags(name) : body.path("imageIds");
    }

    private List<JsonNode> tags(String name) throws IOException, InterruptedException {
        List<JsonNode> ids = new ArrayList<>();
        for (JsonNode tag : JSON.readTree(
                        storage.ask("GET", "/v2/" + name + "/tags/list").body())
                .path("tags")) {
            ids.add(JsonNodeFactory.instance.objectNode().put("imageTag", tag.asText()));
        }
        return ids;
    }

    private Optional<HttpResponse<String>> manifest(String name, JsonNode id) throws IOException, InterruptedException {
        String reference = id.has("imageTag")
                ? id.get("imageTag").asText()
                : id.path("imageDigest").asText();
        HttpResponse<String> response = storage.ask("GET", "/v2/" + name + "/manifests/" + reference, MANIFEST_TYPES);
        return response.statusCode() == 200 ? Optional.of(response) : Optional.empty();
    }

    private FakeAwsError notFound(String name, JsonNode id) {
        String message = "The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the"
                + " repository with name '%s' in the registry with id '%s'";
        return new FakeAwsError(
                400,
                "ImageNotFoundException",
                message.formatted(
                        id.path("imageDigest").asText("null"),
                        id.path("imageTag").asText("null"),
                        name,
                        repositories.accountId()));
    }

    private static String digest(HttpResponse<String> manifest) {
        return manifest.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }

    private static String mediaType(HttpResponse<String> manifest) {
        return manifest.headers().firstValue("Content-Type").orElseThrow();
    }

    private static long size(JsonNode manifest) {
        long size = 0;
        for (JsonNode layer : manifest.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
    }
}
