package dev.slipway.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.ImageFiles;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.Platform;
import dev.slipway.image.RepositoryName;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerEntry.Owner;
import dev.slipway.layout.LayerEntry.What;
import dev.slipway.layout.OciLayout;
import dev.slipway.oci.LayoutLayers;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchSet;
import dev.slipway.patch.reading.PatchReader;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.BuildRecipe.Options;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.testing.LayeredImages;
import dev.slipway.testing.LayeredImages.Files;
import dev.slipway.testing.TestLayouts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches for files inside of images, with images in layouts. */
class ImagePatchesTest {

    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final String PATCH = """
            --- a/index.js
            +++ b/index.js
            @@ -1,3 +1,3 @@
             one
            -two
            +zwei
             three
            --- a/old.js
            +++ /dev/null
            @@ -1 +0,0 @@
            -old
            --- /dev/null
            +++ b/lib/new.js
            @@ -0,0 +1 @@
            +new
            """;

    @TempDir
    private Path folder;

    private final LayoutLayers layers = new LayoutLayers();
    private OciLayout layout;

    @BeforeEach
    void emptyLayout() {
        layout = new OciLayout(folder.resolve("agent/oci"));
    }

    private static Files installed(String index) {
        return new Files()
                .folder("opt")
                .folder("opt/modules")
                .folder("opt/modules/openclaw")
                .file("opt/modules/openclaw/index.js", index)
                .file("opt/modules/openclaw/old.js", "old\n")
                .link("opt/node_modules", "/opt/modules");
    }

    private ImageContent built(Descriptor image) {
        layout.put(image);
        return layout.content(List.of());
    }

    private ImageContent amd64(String index) {
        return built(LayeredImages.image(layout, "linux/amd64", installed(index)));
    }

    private ImagePlan plan(String patch, Map<String, String> args) {
        PatchSet set = new PatchSet(
                folder,
                "opt/node_modules/openclaw",
                List.of(PatchReader.read("a.patch", "patches/a.patch", 1, patch.getBytes(UTF_8))),
                PatchOptions.defaults());
        BuildRecipe plain = new BuildRecipe(
                folder,
                folder.resolve("Dockerfile"),
                Optional.empty(),
                args,
                Map.of(),
                List.of(),
                Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(1)));
        BuildRecipe recipe = new BuildRecipe(
                plain.sources(),
                plain.target(),
                plain.args(),
                plain.labels(),
                plain.platforms(),
                plain.options(),
                new BuildRecipe.Patches(List.of(), List.of(set)));
        return new ImagePlan(
                "agent",
                RepositoryName.parse("fleet/agent"),
                List.of(),
                recipe,
                new ImagePlan.Publishing(true, List.of()));
    }

    private ImagePatches.Patched patched(ImageContent image) {
        return new ImagePatches(layers).patch(plan(PATCH, Map.of()), image);
    }

    private static String text(ImageFiles files, String path) throws IOException {
        try (InputStream content = files.open(path)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    @Test
    void filesBehindALinkedFolderArePatchedWhereTheyAre() throws IOException {
        ImagePatches.Patched patched = patched(amd64("one\ntwo\nthree\n"));

        try (ImageFiles files = layers.open(patched.content(), AMD64)) {
            assertThat(text(files, "opt/modules/openclaw/index.js")).isEqualTo("one\nzwei\nthree\n");
            assertThat(text(files, "opt/modules/openclaw/lib/new.js")).isEqualTo("new\n");
            assertThat(files.find("opt/modules/openclaw/old.js")).isEmpty();
            assertThat(files.find("opt/node_modules").orElseThrow().what()).isEqualTo(new What.Link("/opt/modules"));
        }
        assertThat(patched.patches())
                .singleElement()
                .satisfies(patch -> assertThat(patch.files())
                        .extracting(ImagePatch.PatchedFile::path)
                        .containsExactly(
                                "/opt/node_modules/openclaw/index.js",
                                "/opt/node_modules/openclaw/old.js",
                                "/opt/node_modules/openclaw/lib/new.js"));
    }

    @Test
    void fileKeepsItsOwnerAndModeAndANewOneBelongsToWhomItsFolderBelongsTo() {
        ImageContent image = patched(amd64("one\ntwo\nthree\n")).content();

        try (ImageFiles files = layers.open(image, AMD64)) {
            LayerEntry index = files.find("opt/modules/openclaw/index.js").orElseThrow();
            LayerEntry made = files.find("opt/modules/openclaw/lib/new.js").orElseThrow();
            LayerEntry above = files.find("opt/modules/openclaw").orElseThrow();
            assertThat(List.of(index.owner(), made.owner(), above.owner())).containsOnly(new Owner(7, 8));
            assertThat(index.mode()).isEqualTo(0644);
            assertThat(above.modified()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
        }
    }

    @Test
    void nothingIsYoungerThanTheTimeThatIsSetForTheImage() {
        ImageContent built = amd64("one\ntwo\nthree\n");
        ImagePlan plan = plan(PATCH, Map.of("SOURCE_DATE_EPOCH", "1700000000"));

        ImageContent image = new ImagePatches(layers).patch(plan, built).content();

        try (ImageFiles files = layers.open(image, AMD64)) {
            assertThat(files.find("opt/modules/openclaw").orElseThrow().modified())
                    .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        }
    }

    @Test
    void theSameImageWithTheSamePatchesIsTheSame() {
        ImageContent first = patched(amd64("one\ntwo\nthree\n")).content();
        ImageContent second = patched(amd64("one\ntwo\nthree\n")).content();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(layout.root().digest()).isEqualTo(first.id());
    }

    @Test
    void everyPlatformIsPatched() throws IOException {
        ImageContent built = built(TestLayouts.index(
                layout,
                LayeredImages.image(layout, "linux/amd64", installed("one\ntwo\nthree\n")),
                LayeredImages.image(layout, "linux/arm64", installed("zero\none\ntwo\nthree\n"))));

        ImageContent image = patched(built).content();

        try (ImageFiles files = layers.open(image, Platform.parse("linux/arm64"))) {
            assertThat(text(files, "opt/modules/openclaw/index.js")).isEqualTo("zero\none\nzwei\nthree\n");
        }
    }

    @Test
    void patchThatDoesNotFitGivesUpWhatWasBuiltAndSaysWhy() {
        ImageContent last = amd64("one\ntwo\nthree\n");
        ImageContent drifted = amd64("one\n2\nthree\n");

        assertThatThrownBy(() -> patched(drifted))
                .isInstanceOf(PatchesDoNotFitException.class)
                .hasMessageStartingWith("Cannot patch the files inside of agent, which was built and got no name:"
                        + " patches/a.patch:3: hunk 1 of 1 does not fit opt/node_modules/openclaw/index.js\n");
        assertThat(layout.root().digest()).isEqualTo(last.id());
    }

    @Test
    void whatIsAppliedAlreadyMakesNoLayer() {
        ImageContent built = built(LayeredImages.image(
                layout,
                "linux/amd64",
                new Files()
                        .folder("opt")
                        .folder("opt/node_modules")
                        .folder("opt/node_modules/openclaw")
                        .file("opt/node_modules/openclaw/index.js", "one\nzwei\nthree\n")
                        .folder("opt/node_modules/openclaw/lib")
                        .file("opt/node_modules/openclaw/lib/new.js", "new\n")));

        ImagePatches.Patched patched = patched(built);

        assertThat(patched.content()).isEqualTo(built);
        assertThat(patched.patches()).extracting(ImagePatch::isNews).containsExactly(false);
    }
}
