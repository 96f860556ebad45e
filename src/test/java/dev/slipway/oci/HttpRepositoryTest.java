package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.Tag;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.OciLayout;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import dev.slipway.testing.EmptyImage;
import dev.slipway.testing.Fault;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.TestLayouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRepositoryTest {

    private static final Tag V1 = new Tag("1.0");
    private static final Tag LATEST = new Tag("latest");

    @TempDir
    private Path folder;

    private final PushRig rig = new PushRig();
    private final Repository repository = rig.repository();
    private OciLayout layout;
    private Digest pushed;

    @BeforeEach
    void imageForTwoPlatformsUnderATag() {
        layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.images(layout, "hello", "amd64", "arm64"));
        pushed = rig.push(layout);
        repository.tag(repository.manifest(pushed).orElseThrow(), V1);
        rig.gate.clear();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private String name() {
        return rig.gate.host() + "/fleet/agent";
    }

    @Test
    void lookAtWhatIsUnchangedIsOneRequestForEachTag() {
        Repository other = rig.repository("fleet/other");
        assertThat(repository.digestOf(V1)).contains(pushed);
        assertThat(repository.digestOf(LATEST)).isEmpty();
        assertThat(other.digestOf(V1)).isEmpty();
        assertThat(rig.gate.requests())
                .containsExactly(
                        "HEAD /v2/fleet/agent/manifests/1.0",
                        "HEAD /v2/fleet/agent/manifests/latest",
                        "HEAD /v2/fleet/other/manifests/1.0");
    }

    @Test
    void requestsOneAfterTheOtherShareOneConnection() {
        int before = rig.gate.connections();
        for (int i = 0; i < 5; i++) {
            rig.repository().digestOf(V1);
        }
        assertThat(rig.gate.connections() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void imageThatIsThereIsNotSentAgain() {
        assertThat(rig.push(layout)).isEqualTo(pushed);
        assertThat(rig.gate.requests()).containsExactly("HEAD /v2/fleet/agent/manifests/" + pushed);
    }

    @Test
    void registryThatDoesNotNameDigestsIsReadInstead() throws IOException {
        String content = Files.readString(layout.blobs().file(pushed));
        Map<String, String> headers = Map.of("Content-Type", "application/vnd.oci.image.index.v1+json");
        rig.gate.fail(".*/manifests/1.0", Fault.answer(200, headers, content));
        assertThat(repository.digestOf(V1)).contains(pushed);
        assertThat(rig.gate.requests())
                .containsExactly("HEAD /v2/fleet/agent/manifests/1.0", "GET /v2/fleet/agent/manifests/1.0");
    }

    @Test
    void manifestIsTheVeryBytesAndKnowsItsImage() throws IOException {
        Manifest index = repository.manifest(V1).orElseThrow();
        assertThat(index.digest()).isEqualTo(pushed);
        assertThat(index.mediaType()).isEqualTo("application/vnd.oci.image.index.v1+json");
        assertThat(index.content()).isEqualTo(Files.readAllBytes(layout.blobs().file(pushed)));
        assertThat(index.isOf(pushed)).isTrue();

        Descriptor first = layout.tree(layout.root()).manifests().get(0);
        Manifest manifest = repository.manifest(first.digest()).orElseThrow();
        Digest config = layout.tree(layout.root()).blobs().get(0).digest();
        assertThat(manifest.isOf(config)).isTrue();
        assertThat(manifest.isOf(pushed)).isFalse();
        assertThat(repository.manifest(LATEST)).isEmpty();
        assertThat(repository.manifest(Digest.parse("sha256:" + "a".repeat(64))))
                .isEmpty();
    }

    @Test
    void manifestOfDockersOwnFormKeepsItsForm() throws Exception {
        String digest = EmptyImage.push(rig.registry.host(), "fleet/empty", "1.0", "any", "one");
        Repository empty = rig.repository("fleet/empty");
        Manifest manifest = empty.manifest(V1).orElseThrow();
        assertThat(manifest.mediaType()).isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
        empty.tag(manifest, LATEST);
        assertThat(empty.digestOf(LATEST)).contains(Digest.parse(digest));
    }

    @Test
    void tagIsOneRequestAndMovesToTheSameBytes() {
        Manifest manifest = repository.manifest(V1).orElseThrow();
        rig.gate.clear();
        repository.tag(manifest, LATEST);
        assertThat(rig.gate.requests()).containsExactly("PUT /v2/fleet/agent/manifests/latest");
        assertThat(repository.digestOf(LATEST)).contains(pushed);

        layout.put(TestLayouts.image(layout, "amd64", "other"));
        Digest other = rig.push(layout);
        repository.tag(repository.manifest(other).orElseThrow(), LATEST);
        assertThat(repository.digestOf(LATEST)).contains(other);
        assertThat(repository.digestOf(V1)).contains(pushed);
    }

    @Test
    void pushMovesNoTag() {
        layout.put(TestLayouts.image(layout, "amd64", "other"));
        rig.push(layout);
        assertThat(RegistryContents.of(rig.registry).tags("fleet/agent")).containsExactly("1.0");
        assertThat(repository.digestOf(V1)).contains(pushed);
    }

    @Test
    void registryThatHoldsSomethingElseAfterATagIsASentence() {
        Manifest manifest = repository.manifest(V1).orElseThrow();
        String other = "sha256:" + "a".repeat(64);
        rig.gate.fail("PUT .*", Fault.answer(201, Map.of("Docker-Content-Digest", other), ""));
        assertThatThrownBy(() -> repository.tag(manifest, LATEST))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot tag " + name() + ":latest: the registry holds " + other + " there, but "
                        + pushed + " was pushed. ");
    }

    @Test
    void tagThatMayNotBeMovedIsSaidOnce() {
        Manifest manifest = repository.manifest(V1).orElseThrow();
        rig.gate.clear();
        rig.gate.fail("PUT .*", Fault.refuse(400, "TAG_INVALID", "The image tag 'latest' already exists."));
        assertThatThrownBy(() -> repository.tag(manifest, LATEST))
                .hasMessage("Cannot tag " + name() + ":latest: the registry answers 'tag invalid: The image tag"
                        + " 'latest' already exists'. Use another version, or make the repository's tags mutable.");
        assertThat(rig.gate.requests()).hasSize(1);
    }

    @Test
    void checkOfAPushLeavesNothingBehind() throws IOException {
        repository.checkPush();
        assertThat(rig.gate.requests()).hasSize(2);
        assertThat(rig.gate.requests().get(0)).isEqualTo("POST /v2/fleet/agent/blobs/uploads/");
        assertThat(rig.gate.requests().get(1)).startsWith("DELETE /v2/fleet/agent/blobs/uploads/");

        rig.gate.fail("DELETE .*", Fault.refuse(405, "UNSUPPORTED", "no"));
        repository.checkPush();
        rig.gate.clear();
        rig.gate.fail("DELETE .*", Fault.reset());
        repository.checkPush();
        assertThat(rig.retries()).isEmpty();
        try (Stream<Path> kept = Files.list(folder)) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void checkOfAPushFindsWhatIsMissing() {
        rig.gate.fail("POST .*", Fault.refuse(403, "DENIED", "requested access to the resource is denied"));
        assertThatThrownBy(repository::checkPush)
                .hasMessageStartingWith("Cannot push " + name() + ": the registry answers 'denied: requested access"
                        + " to the resource is denied'. ");
        rig.gate.clear();
        rig.gate.fail("POST .*", Fault.refuse(404, "NAME_UNKNOWN", "The repository does not exist"));
        assertThatThrownBy(repository::checkPush)
                .hasMessage("Cannot push " + name() + ": the registry answers 'name unknown: The repository does not"
                        + " exist'. Create the repository, or let <createRepositories> do it on ECR.");
        assertThat(rig.gate.requests()).hasSize(1);
    }

    @Test
    void failureOfALookNamesTheTag() {
        rig.gate.fail(".*", Fault.refuse(403, "DENIED", "no"));
        assertThatThrownBy(() -> repository.digestOf(V1))
                .hasMessageStartingWith("Cannot look up " + name() + ":1.0: the registry answers 'denied: no'. ");
        assertThatThrownBy(() -> repository.manifest(pushed))
                .hasMessageStartingWith("Cannot look up " + name() + "@" + pushed + ": the registry answers ");
    }
}
