package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine against the stand-in. */
class FakeEcrTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FakeEcr ecr = FakeEcr.start();
    private final DockerClient docker = docker();
    private final List<String> references = new ArrayList<>();
    private String image;

    private static DockerClient docker() {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        return DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
    }

    @BeforeEach
    void buildAnImage(@TempDir Path context) throws Exception {
        Files.writeString(context.resolve("hello"), "hello from " + ecr.registryHost());
        Path dockerfile = Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY hello /\n");
        image = docker.buildImageCmd(dockerfile.toFile())
                .withTags(Set.of(tagged("fleet/agent:1.0")))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
    }

    @AfterEach
    void cleanUp() throws Exception {
        for (String reference : references) {
            docker.removeImageCmd(reference).withForce(true).exec();
        }
        docker.close();
        ecr.close();
    }

    @Test
    void anEnginePushesIntoItAndPullsFromIt() throws Exception {
        ecr.createRepository("fleet/agent");
        AuthConfig login = login();
        String digest = push("fleet/agent:1.0", login);

        assertThat(digest)
                .contains(call("DescribeImages")
                        .path("imageDetails")
                        .path(0)
                        .path("imageDigest")
                        .asText());
        docker.removeImageCmd(references.get(0)).withForce(true).exec();
        docker.pullImageCmd(references.get(0))
                .withAuthConfig(login)
                .exec(new ResultCallback.Adapter<>())
                .awaitCompletion();
        assertThat(docker.inspectImageCmd(references.get(0)).exec().getId()).startsWith("sha256:" + image);
    }

    @Test
    void blobsComeFromAnAddressThatTakesNoLogin() throws Exception {
        ecr.createRepository("fleet/agent");
        push("fleet/agent:1.0", login());
        JsonNode manifest = JSON.readTree(call("BatchGetImage")
                .path("images")
                .path(0)
                .path("imageManifest")
                .asText());
        String layer = manifest.path("layers").path(0).path("digest").asText();

        String url = "http://" + ecr.registryHost() + "/v2/fleet/agent/blobs/" + layer;
        var redirect = HTTP.send(get(url, authorization()), BodyHandlers.ofString());
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(HTTP.send(get(location, authorization()), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
        assertThat(HTTP.send(get(location, ""), BodyHandlers.ofByteArray()).body())
                .hasSize(manifest.path("layers").path(0).path("size").asInt());
        assertThat(HTTP.send(get(location + "0", ""), BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoDoesNotLogInIsAskedToInEcrsWay() throws Exception {
        var answer = HTTP.send(get("http://" + ecr.registryHost() + "/v2/", ""), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Www-Authenticate"))
                .contains("Basic realm=\"http://" + ecr.registryHost() + "/\",service=\"ecr.amazonaws.com\"");
    }

    @Test
    void aRepositoryThatWasNotCreatedTakesNoPush() throws Exception {
        AuthConfig login = login();
        assertThatThrownBy(() -> push("fleet/agent:1.0", login))
                .hasMessageContaining("The repository with name 'fleet/agent' does not exist in the registry with id"
                        + " '123456789012'");
    }

    @Test
    void anImmutableTagIsNotMovedNotEvenToTheSameImage() throws Exception {
        ecr.createImmutableRepository("fleet/agent");
        AuthConfig login = login();
        push("fleet/agent:1.0", login);
        assertThatThrownBy(() -> push("fleet/agent:1.0", login))
                .hasMessageContaining("The image tag '1.0' already exists in the 'fleet/agent' repository and cannot be"
                        + " overwritten because the repository is immutable.");
        push("fleet/agent:1.1", login);
    }

    @Test
    void anExpiredTokenIsRefusedInEcrsWords() throws Exception {
        ecr.createRepository("fleet/agent");
        ecr.faults().tokensLast(Duration.ofSeconds(-1));
        AuthConfig login = login();
        assertThatThrownBy(() -> push("fleet/agent:1.0", login))
                .hasMessageContaining("Your authorization token has expired. Reauthenticate and try again.");
    }

    @Test
    void aRefusedUploadIsSeenByTheEngine() throws Exception {
        ecr.createRepository("fleet/agent");
        ecr.faults().refuseUploads(403, "DENIED", "the registry is full");
        AuthConfig login = login();
        assertThatThrownBy(() -> push("fleet/agent:1.0", login)).hasMessageContaining("the registry is full");
        assertThat(ecr.recording().requests())
                .anySatisfy(request -> assertThat(request.status()).isEqualTo(403));
    }

    @Test
    void theStringOfSecretsIsWhatEnginesLogInWith() throws Exception {
        AuthConfig login = login();
        assertThat(ecr.secrets()).contains(login.getPassword(), FakeEcr.SECRET_ACCESS_KEY);
    }

    private String push(String nameAndTag, AuthConfig login) throws InterruptedException {
        String reference = tagged(nameAndTag);
        if (image != null) {
            docker.tagImageCmd(image, reference.substring(0, reference.lastIndexOf(':')), tag(reference))
                    .exec();
        }
        List<PushResponseItem> items = new ArrayList<>();
        docker.pushImageCmd(reference)
                .withAuthConfig(login)
                .exec(new ResultCallback.Adapter<PushResponseItem>() {
                    @Override
                    public void onNext(PushResponseItem item) {
                        items.add(item);
                    }
                })
                .awaitCompletion();
        for (PushResponseItem item : items) {
            if (item.isErrorIndicated()) {
                throw new DockerClientException(item.getErrorDetail().getMessage());
            }
        }
        return items.toString();
    }

    private String tagged(String nameAndTag) {
        String reference = ecr.registryHost() + "/" + nameAndTag;
        if (!references.contains(reference)) {
            references.add(reference);
        }
        return reference;
    }

    private static String tag(String reference) {
        return reference.substring(reference.lastIndexOf(':') + 1);
    }

    private AuthConfig login() throws Exception {
        String login = authorization();
        return new AuthConfig().withUsername("AWS").withPassword(login.substring("AWS:".length()));
    }

    private String authorization() throws Exception {
        JsonNode data = call("GetAuthorizationToken").path("authorizationData").path(0);
        byte[] login =
                Base64.getDecoder().decode(data.path("authorizationToken").asText());
        return new String(login, StandardCharsets.UTF_8);
    }

    private JsonNode call(String action) throws Exception {
        String body = "{\"repositoryName\":\"fleet/agent\",\"imageIds\":[{\"imageTag\":\"1.0\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + ecr.registryHost() + "/"))
                .header("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + action)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + FakeEcr.ACCESS_KEY_ID + "/x")
                .POST(BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static HttpRequest get(String url, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!login.isEmpty()) {
            byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return request.build();
    }
}
