package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.layout.OciLayout;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that lie in layouts, tagged and published beside those of an engine. */
@Tag("docker")
@Timeout(120)
class LayoutJourneyTest {

    private static final String DOCKERFILE = "FROM slipway-it/busybox:1\nENV LAYOUT=no\n";

    @TempDir
    private Path folder;

    private Yard yard;

    @BeforeEach
    void open() {
        yard = new Yard(folder);
    }

    @AfterEach
    void close() {
        yard.close();
    }

    @Test
    void imagesOfAnEngineAndOfALayoutArePushedTogether() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("engine").fixed("1.0").to(registry.host()).dockerfile(DOCKERFILE);
            yard.build();
            OciLayout layout = yard.builtInLayout("layout", "1.0");
            yard.image("layout").fixed("1.0").to(registry.host()).dockerfile(DOCKERFILE);

            assertThat(yard.push())
                    .extracting(PushedImage::reference)
                    .containsExactly(
                            ImageReference.parse(registry.host() + "/fleet/engine:1.0"),
                            ImageReference.parse(registry.host() + "/fleet/layout:1.0"));
            assertThat(RegistryContents.of(registry).digest("fleet/layout", "1.0"))
                    .contains(layout.root().digest().value());
        }
    }

    @Test
    void imageOfALayoutGetsItsTagsThereAndPushCarriesThem() {
        OciLayout layout = yard.builtInLayout("layout", "1.0");
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("layout").fixed("candidate").to(registry.host()).dockerfile(DOCKERFILE);
            yard.tag();
            yard.push();

            assertThat(layout.names())
                    .extracting(ImageReference::toString)
                    .containsExactly(yard.name("layout", "1.0"), yard.name("layout", "candidate"));
            assertThat(RegistryContents.of(registry).tags("fleet/layout")).containsExactly("1.0", "candidate");
        }
        assertThat(yard.log().events()).noneMatch(event -> event.startsWith("engine"));
    }

    @Test
    void layoutThatIsGoneOrDamagedIsASentence() throws IOException {
        OciLayout layout = yard.builtInLayout("layout", "1.0");
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("layout").fixed("1.0").to(registry.host()).dockerfile(DOCKERFILE);
            String id = layout.root().digest().shortHash();
            Files.delete(layout.blobs()
                    .file(layout.tree(layout.root()).blobs().get(0).digest()));
            assertThatThrownBy(yard::push)
                    .hasMessageStartingWith("Cannot read the image layout " + layout.folder() + ": the blob ")
                    .hasMessageContaining(" is missing. Build the image again");

            Files.delete(layout.folder().resolve("index.json"));
            assertThatThrownBy(yard::push)
                    .hasMessage(
                            "Cannot push or tag layout: the layout " + layout.folder() + " no longer holds the image "
                                    + id + " that was built. Build it with mvn package (or mvn slipway:build) first.");
        }
    }
}
