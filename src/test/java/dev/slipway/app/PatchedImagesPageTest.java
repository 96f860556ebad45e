package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.docs.Page;
import dev.slipway.engine.ImageFiles;
import dev.slipway.engine.ImageLayers;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerEntry.Owner;
import dev.slipway.layout.LayerEntry.What;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.Settings;
import dev.slipway.report.PatchText;
import dev.slipway.testing.TestModule;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/patches.md} shows what is said of files inside of an image. */
class PatchedImagesPageTest {

    private static final Page PAGE = Page.read("docs/patches.md").section("Files inside the image");
    private static final String FOLDER = "usr/local/lib/node_modules/openclaw";
    private static final String FILE = FOLDER + "/dist/matrix/send.js";
    private static final String SEND = """
            export function relation(room, event) {
              if (event.threadId) {
                return { rel_type: 'm.thread', event_id: event.threadId };
              }
              return undefined;
            }
            """;
    private static final Digest ID = Digest.parse("sha256:" + "1".repeat(64));

    @TempDir
    private Path directory;

    private final List<LayerEntry> added = new ArrayList<>();
    private final List<ImageContent> forgotten = new ArrayList<>();

    @Test
    void logNamesThePatchAndItsFile() {
        ImagePatches.Patched patched = patch(SEND);

        assertThat(patched.patches())
                .extracting(patch -> "[INFO] Patched agent with " + PatchText.line(patch))
                .containsExactly(text(0));
        assertThat(added).last().satisfies(file -> {
            assertThat(file.path()).isEqualTo(FILE);
            assertThat(file.mode()).isEqualTo(0640);
            assertThat(file.owner()).isEqualTo(new Owner(1000, 1001));
            assertThat(file.attributes()).containsOnlyKeys("user.checked");
        });
    }

    @Test
    void patchThatDoesNotFitFailsTheBuild() {
        String installed = SEND.replace("event.threadId) {", "event.threadId && room.threads) {");

        assertThatThrownBy(() -> patch(installed)).hasMessage(text(1));
        assertThat(added).isEmpty();
        assertThat(forgotten).hasSize(1);
    }

    private static String text(int number) {
        return PAGE.blocks("text").get(number).text().stripTrailing();
    }

    /** What becomes of an image with this file, and with the page's Dockerfile and patch. */
    private ImagePatches.Patched patch(String installed) {

        TestModule module = new TestModule(directory);
        assertThat(PAGE.files()).containsOnlyKeys("Dockerfile", "patches/openclaw-matrix/disable-dm-threads.patch");
        PAGE.files().forEach(module::file);
        module.image("agent")
                .patches(new Settings.Patch("patches/openclaw-matrix", null, "/" + FOLDER, null, null, null, null));
        ImagePlan image = module.onlyImage();
        ImageContent built = new ImageContent(
                ID,
                List.of(Platform.parse("linux/amd64")),
                1,
                List.of(),
                new ImageStore.InDaemon(URI.create("unix:///var/run/docker.sock")));
        return new ImagePatches(new OneFile(installed.getBytes(StandardCharsets.UTF_8))).patch(image, built);
    }

    /** A store with an image that has one file. */
    private final class OneFile implements ImageLayers, ImageFiles {

        private final byte[] content;

        private OneFile(byte[] content) {
            this.content = content;
        }

        @Override
        public ImageFiles open(ImageContent image, Platform platform) {
            return this;
        }

        @Override
        public ImageContent add(ImageContent image, Map<Platform, Layer> layers, Optional<Instant> time) {
            layers.values().forEach(layer -> added.addAll(layer.entries()));
            return image;
        }

        @Override
        public void forget(ImageContent image) {
            forgotten.add(image);
        }

        @Override
        public Optional<LayerEntry> find(String path) {
            if (path.equals(FILE)) {
                return Optional.of(new LayerEntry(
                        path,
                        new What.File(content.length),
                        0640,
                        new Owner(1000, 1001),
                        Instant.EPOCH,
                        Map.of("user.checked", new byte[] {1})));
            }
            return path.isEmpty() || FILE.startsWith(path + "/")
                    ? Optional.of(
                            new LayerEntry(path, new What.Folder(), 0755, new Owner(0, 0), Instant.EPOCH, Map.of()))
                    : Optional.empty();
        }

        @Override
        public InputStream open(String path) {
            return new ByteArrayInputStream(content);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
