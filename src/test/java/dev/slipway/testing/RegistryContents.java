package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a registry holds, asked with the distribution API.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#endpoints">OCI distribution specification, endpoints</a>
 */
public final class RegistryContents {

    private static final List<String> MANIFEST_TYPES = List.of(
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI registry;
    private final String login;

    private RegistryContents(URI registry, String login) {
        this.registry = registry;
        this.login = login;
    }

    /** Of a registry that lets everyone in. */
    public static RegistryContents of(RegistryProcess registry) {
        return new RegistryContents(registry.uri(), "");
    }

    /** Of a registry that wants a login. */
    public static RegistryContents of(RegistryProcess registry, String user, String password) {
        return new RegistryContents(registry.uri(), user + ":" + password);
    }

    /** The names of its repositories, sorted. */
    public List<String> repositories() {
        return texts(get("/v2/_catalog").body(), "repositories").sorted().toList();
    }

    /** The tags of a repository, sorted; none if there is no such repository. */
    public List<String> tags(String repository) {
        return texts(get("/v2/" + repository + "/tags/list").body(), "tags")
                .sorted()
                .toList();
    }

    /** The digest of what a tag names, empty if nothing has the tag. */
    public Optional<String> digest(String repository, String tag) {
        return get("/v2/" + repository + "/manifests/" + tag).headers().firstValue("Docker-Content-Digest");
    }

    private static Stream<String> texts(String json, String list) {
        try {
            JsonNode node = new ObjectMapper().readTree(json).path(list);
            return StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a blob out of a repository. */
    public void deleteBlob(String repository, String digest) {
        send(HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/blobs/" + digest))
                .DELETE());
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(registry.resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        MANIFEST_TYPES.forEach(type -> request.header("Accept", type));
        if (!login.isEmpty()) {
            byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
