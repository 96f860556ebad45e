package dev.slipway.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.testing.TestLayouts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {

    private static final ImageReference FIXED = ImageReference.parse("fleet/agent:1.0");
    private static final ImageReference FLOATING = ImageReference.parse("agent:latest");

    @TempDir
    private Path folder;

    private OciLayout layout;

    @BeforeEach
    void emptyLayout() {
        layout = new OciLayout(folder.resolve("agent/oci"));
    }

    @Test
    void imageForOnePlatformIsKnownByItsManifest() {
        Descriptor image = TestLayouts.image(layout, "arm64", "hello");
        layout.put(image);

        ImageContent content = new OciLayout(layout.folder()).content(List.of("debian:12"));

        assertThat(content.id()).isEqualTo(image.digest());
        assertThat(content.platforms()).containsExactly(Platform.parse("linux/arm64"));
        assertThat(content.bases()).containsExactly("debian:12");
        assertThat(content.store()).isEqualTo(new ImageStore.InLayout(layout.folder()));
        assertThat(content.size()).isEqualTo(bytes());
    }

    private long bytes() {
        try (Stream<Path> files = Files.walk(layout.folder().resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void imageForSeveralPlatformsIsKnownByItsIndexAndAttestationsAreNoPlatform() {
        Descriptor index = TestLayouts.images(layout, "hello", "amd64", "arm64");
        layout.put(index);

        ImageContent content = layout.content(List.of());

        assertThat(content.id()).isEqualTo(index.digest());
        assertThat(content.platforms()).containsExactly(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
        assertThat(content.size()).isEqualTo(bytes());
        assertThat(layout.tree(index).manifests()).hasSize(4).last().isEqualTo(index);
    }

    @Test
    void namesAreWrittenForContainerdAndForSkopeo() throws IOException {
        Descriptor image = TestLayouts.image(layout, "amd64", "hello");
        layout.put(image);
        layout.name(image.digest(), FIXED);
        layout.name(image.digest(), FLOATING);
        layout.name(image.digest(), FLOATING);

        assertThat(layout.names()).containsExactly(FIXED, FLOATING);
        JsonNode entries = index().path("manifests");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).path("annotations").toString())
                .isEqualTo("{\"io.containerd.image.name\":\"docker.io/fleet/agent:1.0\","
                        + "\"org.opencontainers.image.ref.name\":\"1.0\"}");
        assertThat(entries.get(1)
                        .path("annotations")
                        .path("io.containerd.image.name")
                        .asText())
                .isEqualTo("docker.io/library/agent:latest");
        assertThat(entries.get(1).path("digest").asText())
                .isEqualTo(image.digest().value());
    }

    private JsonNode index() throws IOException {
        return new ObjectMapper().readTree(layout.folder().resolve("index.json").toFile());
    }

    @Test
    void imageThatLosesItsLastNameStays() throws IOException {
        Descriptor image = TestLayouts.image(layout, "amd64", "hello");
        layout.put(image);
        layout.name(image.digest(), FIXED);
        layout.unname(FLOATING);
        layout.unname(FIXED);

        assertThat(layout.names()).isEmpty();
        assertThat(layout.root().digest()).isEqualTo(image.digest());
        assertThat(index().path("manifests")).hasSize(1);
    }

    @Test
    void theSameImageAgainKeepsItsNames() {
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        layout.name(layout.root().digest(), FIXED);
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        assertThat(layout.names()).containsExactly(FIXED);
    }

    @Test
    void imageBeforeTheLastBuildCanBeBroughtBackAndTheOneBeforeThatIsGone() {
        Descriptor first = TestLayouts.image(layout, "amd64", "first");
        layout.put(first);
        Descriptor second = TestLayouts.image(layout, "amd64", "second");
        layout.put(second);
        layout.name(second.digest(), FIXED);

        assertThat(layout.find(first.digest())).isPresent();
        layout.name(first.digest(), FIXED);
        assertThat(layout.root().digest()).isEqualTo(first.digest());

        layout.put(TestLayouts.image(layout, "amd64", "third"));
        assertThat(layout.blobs().has(second.digest())).isFalse();
        assertThat(layout.blobs().has(first.digest())).isTrue();
    }

    @Test
    void blobThatIsNotFinishedIsNeverSeenAndLeavesNothing() throws IOException {
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        List<Path> before = files();
        try (BlobDraft draft = layout.blobs().draft()) {
            draft.write(ByteBuffer.wrap(new byte[100]));
        }
        try (BlobDraft draft = layout.blobs().draft()) {
            draft.write(ByteBuffer.wrap(new byte[100]));
            assertThatThrownBy(() -> draft.commit(layout.root().digest()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has other content");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void endOfABuildEndsItsWriters() throws IOException {
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        List<Path> before = files();
        BlobDraft draft = layout.blobs().draft();
        draft.write(ByteBuffer.wrap(new byte[100]));

        layout.blobs().close();

        assertThat(files()).isEqualTo(before);
        assertThatThrownBy(() -> draft.write(ByteBuffer.wrap(new byte[100]))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> layout.blobs().draft()).hasMessage("the build is over");
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        List<Path> before = files();
        Files.writeString(layout.folder().resolve("blobs/.draft-123"), "half");
        TestLayouts.blob(layout, "of a build that failed");
        layout.put(layout.root());
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(layout.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void missingLayoutSaysSo() {
        assertThatThrownBy(layout::root)
                .hasMessage("Cannot read the image layout " + layout.folder() + ": there is no index.json. Build the"
                        + " image again, with mvn package (or mvn slipway:build).");
    }

    @Test
    void missingCutAndChangedBlobsAreNamed() throws IOException {
        Descriptor image = TestLayouts.image(layout, "amd64", "hello");
        layout.put(image);
        Descriptor layer = layout.tree(image).blobs().get(1);
        Path file = layout.blobs().file(layer.digest());

        Files.writeString(file, "hell");
        assertThatThrownBy(() -> layout.content(List.of()))
                .hasMessageContaining("the blob " + layer.digest().shortHash() + " has 4 bytes instead of 5");
        Files.delete(file);
        assertThatThrownBy(() -> layout.content(List.of()))
                .hasMessageContaining("the blob " + layer.digest().shortHash() + " is missing");
        Path manifest = layout.blobs().file(image.digest());
        Files.writeString(manifest, Files.readString(manifest).replace("layers", "LAYERS"));
        assertThatThrownBy(() -> layout.content(List.of()))
                .hasMessageContaining("the blob " + image.digest().shortHash() + " was changed");
    }

    @Test
    void indexThatIsNoJsonOrNamesSeveralImagesIsRefused() throws IOException {
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        Path index = layout.folder().resolve("index.json");
        Files.writeString(index, "{");
        assertThatThrownBy(layout::root).hasMessageContaining("index.json is not JSON");
        Files.writeString(index, "{\"manifests\":[]}");
        assertThatThrownBy(layout::root).hasMessageContaining("it names 0 images instead of one");
    }

    @Test
    void newestCacheIsReadAgain() {
        CacheLayout cache = new CacheLayout(folder.resolve("cache"));
        assertThat(cache.newest()).isEmpty();
        Digest digest = new Digest("sha256:" + "a".repeat(64));
        cache.keep("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":7}"
                .formatted(digest));
        assertThat(new CacheLayout(folder.resolve("cache")).newest()).contains(digest);
        assertThatThrownBy(() -> cache.keep("{}")).hasMessageContaining("the engine names no cache");
    }
}
