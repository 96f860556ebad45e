package dev.slipway.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ImageFiles;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerEntry.What;
import dev.slipway.layout.LayoutException;
import dev.slipway.layout.OciLayout;
import dev.slipway.testing.LayeredImages;
import dev.slipway.testing.LayeredImages.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutFilesTest {

    private static final String AMD64 = "linux/amd64";

    @TempDir
    private Path folder;

    private OciLayout layout;

    @BeforeEach
    void emptyLayout() {
        layout = new OciLayout(folder.resolve("agent/oci"));
    }

    private static LayeredImages.Files files() {
        return new LayeredImages.Files();
    }

    private ImageFiles open(LayeredImages.Files... layers) {
        layout.put(LayeredImages.image(layout, AMD64, layers));
        return open();
    }

    private ImageFiles open() {
        return new LayoutLayers().open(layout.content(List.of()), Platform.parse(AMD64));
    }

    private static String read(ImageFiles image, String path) throws IOException {
        try (InputStream content = image.open(path)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    @Test
    void theHighestLayerThatHasAFileWins() throws IOException {
        try (ImageFiles image = open(
                files().folder("etc").file("etc/a", "lower").file("etc/b", "only below"),
                files().file("etc/a", "upper"))) {
            assertThat(read(image, "etc/a")).isEqualTo("upper");
            assertThat(read(image, "etc/b")).isEqualTo("only below");
            assertThat(image.find("etc/c")).isEmpty();
            assertThat(image.find("etc/a/x")).isEmpty();
            LayerEntry found = image.find("etc/b").orElseThrow();
            assertThat(found.what()).isEqualTo(new What.File("only below".length()));
            assertThat(found.owner()).isEqualTo(new LayerEntry.Owner(7, 8));
            assertThat(found.mode()).isEqualTo(0644);
        }
    }

    @Test
    void whiteoutsHideWhatIsBelowAndNothingOfTheirOwnLayer() {
        try (ImageFiles image = open(
                files().file("a/x", "1").file("b", "1").file("c/x", "1").file("d", "1"),
                files().gone("a").gone("b").gone("c").file("c/y", "2"),
                files().file("b", "3"))) {
            assertThat(image.find("a")).isEmpty();
            assertThat(image.find("a/x")).isEmpty();
            assertThat(image.find("b")).isPresent();
            assertThat(image.find("c/x")).isEmpty();
            assertThat(image.find("c/y")).isPresent();
            assertThat(image.find("d")).isPresent();
        }
    }

    @Test
    void emptiedFolderShowsOnlyWhatItsLayerAndThoseAboveHave() {
        try (ImageFiles image = open(
                files().folder("a").file("a/x", "1").file("a/deep/x", "1").file("ab", "1"),
                files().folder("a").emptied("a").file("a/y", "2"),
                files().file("a/z", "3"))) {
            assertThat(image.find("a").orElseThrow().what()).isEqualTo(new What.Folder());
            assertThat(image.find("a/x")).isEmpty();
            assertThat(image.find("a/deep")).isEmpty();
            assertThat(image.find("a/deep/x")).isEmpty();
            assertThat(image.find("a/y")).isPresent();
            assertThat(image.find("a/z")).isPresent();
            assertThat(image.find("ab")).isPresent();
        }
    }

    @Test
    void folderThatBecameAFileOrALinkHidesWhatWasInIt() {
        try (ImageFiles image = open(
                files().file("a/x", "1").file("b/x", "1").file("c", "1"),
                files().file("a", "2").link("b", "elsewhere").folder("c").file("c/x", "2"),
                files().folder("a"))) {
            assertThat(image.find("a/x")).isEmpty();
            assertThat(image.find("a").orElseThrow().what()).isEqualTo(new What.Folder());
            assertThat(image.find("b/x")).isEmpty();
            assertThat(image.find("b").orElseThrow().what()).isEqualTo(new What.Link("elsewhere"));
            assertThat(image.find("c/x")).isPresent();
        }
    }

    @Test
    void hardLinkIsTheFileThatItNamesAlsoOfALayerBelow() throws IOException {
        try (ImageFiles image = open(
                files().file("a", "first").hardLink("b", "a"),
                files().hardLink("c", "b"),
                files().file("a", "changed").gone("b"))) {
            assertThat(read(image, "c")).isEqualTo("first");
            assertThat(image.find("c").orElseThrow().what()).isEqualTo(new What.File(5));
            assertThat(image.find("c").orElseThrow().path()).isEqualTo("c");
            assertThat(read(image, "a")).isEqualTo("changed");
            assertThat(image.find("b")).isEmpty();
        }
    }

    @Test
    void hardLinksThatLeadNowhereAreDamage() {
        try (ImageFiles image = open(files().hardLink("a", "b").hardLink("b", "a"))) {
            assertThatThrownBy(() -> image.find("a"))
                    .isInstanceOf(LayoutException.class)
                    .hasMessageContaining(" cannot be read, since its file ")
                    .hasMessageContaining(" is a link to a file that is not there");
        }
    }

    @Test
    void foldersThatNoLayerNamesAreThere() {
        try (ImageFiles image = open(files().file("opt/app/x", "1"))) {
            assertThat(image.find("opt/app").orElseThrow().what()).isEqualTo(new What.Folder());
            assertThat(image.find("").orElseThrow().what()).isEqualTo(new What.Folder());
        }
    }

    @Test
    void filesAreReadInAnyOrderAndSeveralAtATime() throws IOException {
        LayeredImages.Files many = files();
        for (int i = 0; i < 50; i++) {
            many.file("f" + i, "content " + i);
        }
        try (ImageFiles image = open(many, files().file("top", "t"))) {
            for (int i : new int[] {3, 4, 40, 7, 7, 49, 0}) {
                assertThat(read(image, "f" + i)).isEqualTo("content " + i);
                assertThat(read(image, "top")).isEqualTo("t");
            }
            try (InputStream first = image.open("f30");
                    InputStream second = image.open("f31")) {
                assertThat(second.read()).isEqualTo('c');
                assertThat(new String(first.readAllBytes(), UTF_8)).isEqualTo("content 30");
                assertThat(new String(second.readAllBytes(), UTF_8)).isEqualTo("ontent 31");
            }
        }
    }

    @Test
    void filesThatAreTooLargeToBeKeptAreReadFromTheirLayer() throws IOException {
        String large = "0123456789".repeat(3_000_000);
        try (ImageFiles image =
                open(files().file("a", large + "a").file("b", large + "b").file("c", "c"))) {
            for (String path : List.of("a", "b", "c", "b", "a", "b")) {
                assertThat(image.find(path)).isPresent();
                assertThat(read(image, path)).endsWith(path);
            }
            try (InputStream first = image.open("b");
                    InputStream second = image.open("b")) {
                assertThat(new String(second.readAllBytes(), UTF_8)).isEqualTo(large + "b");
                assertThat(new String(first.readAllBytes(), UTF_8)).isEqualTo(large + "b");
            }
        }
    }

    @Test
    void fileThatATarHoldsTwiceIsTheLaterOne() throws IOException {
        byte[] first = files().file("a", "first").tar();
        byte[] both = Arrays.copyOf(first, 1024 + 2560);
        byte[] second = files().file("a", "second").tar();
        System.arraycopy(second, 0, both, 1024, second.length);
        layout.put(LayeredImages.image(layout, Kind.OCI, Platform.parse(AMD64), List.of(both)));
        try (ImageFiles image = open()) {
            assertThat(read(image, "a")).isEqualTo("second");
        }
    }

    @Test
    void whatIsNoFileCannotBeRead() {
        try (ImageFiles image = open(files().folder("a").link("b", "a"))) {
            assertThatThrownBy(() -> image.open("a")).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> image.open("b")).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> image.open("c")).isInstanceOf(FileNotFoundException.class);
        }
    }

    @Test
    void lowerLayersAreNotReadForWhatAHigherOneTells() throws IOException {
        layout.put(LayeredImages.image(
                layout,
                Kind.OCI,
                Platform.parse(AMD64),
                List.of(
                        "no layer at all".getBytes(UTF_8),
                        files().file("a", "x").gone("b").tar())));
        try (ImageFiles image = open()) {
            assertThat(read(image, "a")).isEqualTo("x");
            assertThat(image.find("a/b")).isEmpty();
            assertThat(image.find("b")).isEmpty();
            assertThatThrownBy(() -> image.find("c"))
                    .hasMessageStartingWith("Cannot read the image layout " + layout.folder() + ": the layer ")
                    .hasMessageEndingWith(
                            " cannot be read, since its tar is cut. Look at the base image that brought the layer.");
        }
    }

    @Test
    void changedBlobIsNamed() throws IOException {
        Descriptor root = LayeredImages.image(layout, AMD64, files().file("a", "x".repeat(5000)));
        layout.put(root);
        Descriptor layer = layout.tree(root).blobs().get(1);
        Path file = layout.blobs().file(layer.digest());
        byte[] content = Files.readAllBytes(file);
        for (int changed : new int[] {4, content.length / 2}) {
            byte[] damaged = content.clone();
            damaged[changed] ^= 1;
            Files.write(file, damaged);
            try (ImageFiles image = open()) {
                assertThatThrownBy(() -> image.find("a"))
                        .isInstanceOf(LayoutException.class)
                        .hasMessage("Cannot read the image layout " + layout.folder() + ": the blob "
                                + layer.digest().shortHash() + " was changed. Build the image again, with mvn package"
                                + " (or mvn slipway:build).");
            }
        }
    }

    @Test
    void layerOfZstdSaysWhatToAdd() {
        byte[] zstd = HexFormat.of().parseHex("28b52ffd0458010000");
        layout.put(LayeredImages.image(layout, Kind.OCI, Platform.parse(AMD64), List.of(zstd)));
        try (ImageFiles image = open()) {
            assertThatThrownBy(() -> image.find("a"))
                    .hasMessageContaining(" cannot be read, since it is compressed with zstd. Add the library"
                            + " com.github.luben:zstd-jni to the <dependencies> of the plugin in pom.xml, or ");
        }
    }

    @Test
    void otherPlatformIsASentence() {
        layout.put(LayeredImages.image(layout, AMD64, files().file("a", "x")));
        assertThatThrownBy(() -> new LayoutLayers().open(layout.content(List.of()), Platform.parse("linux/arm64")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("it is not for linux/arm64 but for linux/amd64. Build it for linux/arm64.");
    }
}
