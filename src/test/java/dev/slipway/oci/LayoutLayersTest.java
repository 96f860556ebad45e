package dev.slipway.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.ImageFiles;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerTar;
import dev.slipway.layout.OciLayout;
import dev.slipway.testing.LayeredImages;
import dev.slipway.testing.LayeredImages.Kind;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import dev.slipway.testing.TestPushes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutLayersTest {

    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM = Platform.parse("linux/arm/v7");
    private static final ImageReference NAME = ImageReference.parse("fleet/agent:1.0");

    @TempDir
    private Path folder;

    private final LayoutLayers layers = new LayoutLayers();
    private OciLayout layout;

    @BeforeEach
    void emptyLayout() {
        layout = new OciLayout(folder.resolve("agent/oci"));
    }

    private Descriptor image(Platform platform, String text) {
        LayeredImages.Files files = new LayeredImages.Files().folder("app").file("app/a", text);
        return LayeredImages.image(layout, platform.toString(), files);
    }

    private ImageContent built(Descriptor image) {
        layout.put(image);
        return layout.content(List.of("debian:12"));
    }

    private static Layer layer(String text) {
        Layer files =
                new LayeredImages.Files().folder("app").file("app/a", text).layer();
        return new Layer(files.entries(), files.contents(), "patches", Map.of("dev.slipway.patches", "p"));
    }

    private ImageContent patched(ImageContent image, String text) {
        return layers.add(image, Map.of(AMD64, layer(text)), Optional.empty());
    }

    private String read(ImageContent image, Platform platform) throws IOException {
        try (ImageFiles files = layers.open(image, platform);
                InputStream content = files.open("app/a")) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private JsonNode json(Digest digest) throws IOException {
        return new ObjectMapper().readTree(layout.blobs().file(digest).toFile());
    }

    @Test
    void imageWithAnotherLayerShowsItsFilesAndSaysSo() throws IOException {
        ImageContent before = built(image(AMD64, "old"));

        ImageContent after = patched(before, "new");

        assertThat(read(after, AMD64)).isEqualTo("new");
        assertThat(after.bases()).containsExactly("debian:12");
        assertThat(after.platforms()).containsExactly(AMD64);
        assertThat(after.store()).isEqualTo(before.store());
        assertThat(layout.names()).isEmpty();
        JsonNode manifest = json(after.id());
        assertThat(manifest.path("annotations").path("x").asText()).isEqualTo("y");
        assertThat(manifest.path("layers").path(0))
                .isEqualTo(json(before.id()).path("layers").path(0));
        JsonNode added = manifest.path("layers").path(1);
        assertThat(added.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.layer.v1.tar+gzip");
        JsonNode config =
                json(Digest.parse(manifest.path("config").path("digest").asText()));
        assertThat(config.path("created").asText()).isEqualTo("2024-01-02T03:04:05Z");
        assertThat(config.path("config").path("Labels").toString())
                .isEqualTo("{\"a\":\"b\",\"dev.slipway.patches\":\"p\"}");
        assertThat(config.path("rootfs").path("diff_ids").path(1).asText())
                .isEqualTo(new LayerTar(layer("new")).diffId().value());
        assertThat(config.path("history").toString())
                .isEqualTo("[{\"created\":\"2024-01-02T03:04:05Z\",\"created_by\":\"patches\"}]");
    }

    @Test
    void theSameLayerOnTheSameImageIsTheSameImageAndAnotherTimeAnother() {
        ImageContent before = built(image(AMD64, "old"));
        ImageContent after = patched(before, "new");
        layout = new OciLayout(folder.resolve("other/oci"));
        ImageContent elsewhere = built(image(AMD64, "old"));

        assertThat(patched(elsewhere, "new").id()).isEqualTo(after.id());
        elsewhere = built(image(AMD64, "old"));
        assertThat(layers.add(elsewhere, Map.of(AMD64, layer("new")), Optional.of(Instant.EPOCH))
                        .id())
                .isNotEqualTo(after.id());
    }

    @Test
    void dockersManifestsStayDockers() throws IOException {
        byte[] tar = new LayeredImages.Files().file("app/a", "old").tar();
        ImageContent before = built(LayeredImages.image(layout, Kind.DOCKER, AMD64, List.of(tar)));
        ImageContent after = patched(before, "new");
        assertThat(json(after.id()).path("mediaType").asText())
                .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
        assertThat(json(after.id()).path("layers").path(1).path("mediaType").asText())
                .isEqualTo("application/vnd.docker.image.rootfs.diff.tar.gzip");
        assertThat(layout.root().mediaType()).isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    }

    @Test
    void eachPlatformGetsItsLayerAndTheirOrderStays() throws IOException {
        ImageContent before = built(TestLayouts.index(layout, image(ARM, "arm"), image(AMD64, "amd")));

        ImageContent after =
                layers.add(before, Map.of(AMD64, layer("new amd"), ARM, layer("new arm")), Optional.empty());

        assertThat(after.platforms()).containsExactly(ARM, AMD64);
        assertThat(read(after, ARM)).isEqualTo("new arm");
        assertThat(read(after, AMD64)).isEqualTo("new amd");
        assertThat(json(after.id()).path("manifests").path(0).path("platform"))
                .isEqualTo(json(before.id()).path("manifests").path(0).path("platform"));
        try (RegistryProcess registry = RegistryProcess.start()) {
            ImageReference reference = ImageReference.parse(registry.host() + "/fleet/agent:1.0");
            assertThat(TestPushes.push(after, reference.toString(), Optional.empty()))
                    .isEqualTo(after.id());
            assertThat(RegistryContents.of(registry).digest("fleet/agent", "1.0"))
                    .contains(after.id().value());
        }
    }

    @Test
    void imageWithAttestationsIsRefused() {
        ImageContent before = built(TestLayouts.images(layout, "hello", "amd64"));
        assertThatThrownBy(() -> patched(before, "new"))
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot patch the image in " + layout.folder() + ": it comes with attestations, which tell"
                        + " of the image before it was patched. Leave out <attestations>, or patch files of the context"
                        + " instead.");
        assertThat(layout.root().digest()).isEqualTo(before.id());
    }

    @Test
    void theImageOfTheRunBeforeCanBeBroughtBackAndWhatNobodyNeedsIsGone() {
        ImageContent first = patched(built(image(AMD64, "one")), "patched one");
        layout.name(first.id(), NAME);

        ImageContent unpatched = built(image(AMD64, "two"));
        ImageContent second = patched(unpatched, "patched two");
        layers.forget(unpatched);
        layout.name(second.id(), NAME);

        assertThat(layout.blobs().has(unpatched.id())).isFalse();
        assertThat(layout.find(second.id())).isPresent();
        layout.name(first.id(), NAME);
        assertThat(layout.root().digest()).isEqualTo(first.id());
        assertThat(layout.content(List.of()).id()).isEqualTo(first.id());
    }

    @Test
    void theSameBuildAgainKeepsItsNamesAndAddsNoFile() throws IOException {
        ImageContent unpatched = built(image(AMD64, "one"));
        ImageContent first = patched(unpatched, "patched one");
        layers.forget(unpatched);
        layout.name(first.id(), NAME);
        List<Path> files = files();

        ImageContent again = built(image(AMD64, "one"));
        ImageContent second = patched(again, "patched one");
        layers.forget(again);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(layout.names()).containsExactly(NAME);
        assertThat(files()).containsAll(files).hasSize(files.size() + 1);
        assertThat(layout.folder().resolve("previous.json")).exists();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(layout.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void firstPatchOfAnImageThatWasBuiltBeforeKeepsThatImage() {
        ImageContent unpatched = built(image(AMD64, "one"));
        layout.name(unpatched.id(), NAME);
        ImageContent patched = patched(built(image(AMD64, "one")), "patched one");
        layers.forget(unpatched);

        assertThat(layout.root().digest()).isEqualTo(patched.id());
        layout.name(unpatched.id(), NAME);
        assertThat(layout.root().digest()).isEqualTo(unpatched.id());
    }

    @Test
    void imageWhosePatchesDoNotFitGivesWayToTheOneBefore() {
        ImageContent first = patched(built(image(AMD64, "one")), "patched one");
        layout.name(first.id(), NAME);

        ImageContent unpatched = built(image(AMD64, "two"));
        layers.forget(unpatched);

        assertThat(layout.root().digest()).isEqualTo(first.id());
        assertThat(layout.names()).containsExactly(NAME);
        assertThat(layout.blobs().has(layout.tree(layout.root()).root().digest()))
                .isTrue();
    }

    @Test
    void firstImageOfALayoutAndImagesWithNamesAreNotForgotten() {
        ImageContent first = built(image(AMD64, "one"));
        layers.forget(first);
        assertThat(layout.root().digest()).isEqualTo(first.id());
        ImageContent second = built(image(AMD64, "two"));
        layout.name(second.id(), NAME);
        layers.forget(second);
        assertThat(layout.root().digest()).isEqualTo(second.id());
    }

    @Test
    void imageThatIsNotThereIsASentence() {
        ImageContent first = built(image(AMD64, "one"));
        built(image(AMD64, "two"));
        built(image(AMD64, "three"));
        assertThatThrownBy(() -> patched(first, "new"))
                .hasMessage("Cannot read the image layout " + layout.folder() + ": it does not hold the image "
                        + first.id().shortHash() + ". Build the image again, with mvn package (or mvn slipway:build).");
    }
}
