package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.layout.OciLayout;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutImagesTest {

    private static final ImageReference NAME = ImageReference.parse("fleet/agent:1.0");

    @TempDir
    private Path folder;

    private LayoutImages images;
    private Digest agent;
    private Digest scout;

    @BeforeEach
    void twoImages() {
        images = new LayoutImages(folder.resolve("slipway"));
        agent = image("agent");
        scout = image("scout");
    }

    private Digest image(String alias) {
        OciLayout layout =
                new OciLayout(folder.resolve("slipway").resolve(alias).resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", alias));
        return layout.root().digest();
    }

    @Test
    void imageIsFoundByItsNameAndByItsDigest() {
        images.tag(agent, NAME);
        images.tag(scout, ImageReference.parse("scout:latest"));

        assertThat(images.find("fleet/agent:1.0")).contains(agent);
        assertThat(images.find("scout")).contains(scout);
        assertThat(images.find(agent.value())).contains(agent);
        assertThat(images.find("fleet/agent@" + agent)).contains(agent);
        assertThat(images.find("fleet/agent:2.0")).isEmpty();
        assertThat(images.find("NO IMAGE")).isEmpty();
        assertThat(images.find("sha256:" + "a".repeat(64))).isEmpty();
    }

    @Test
    void nameMovesFromOneImageToAnother() {
        images.tag(agent, NAME);
        images.tag(scout, NAME);
        assertThat(images.find(NAME.toString())).contains(scout);
        images.untag(NAME);
        images.untag(NAME);
        assertThat(images.find(NAME.toString())).isEmpty();
        assertThat(images.find(scout.value())).contains(scout);
    }

    @Test
    void nameCanBeGivenBackToTheImageBefore() {
        images.tag(agent, NAME);
        OciLayout layout = new OciLayout(folder.resolve("slipway/agent/oci"));
        layout.put(TestLayouts.image(layout, "amd64", "new"));
        Digest anew = layout.root().digest();
        images.tag(anew, NAME);
        images.tag(agent, NAME);
        assertThat(images.find(NAME.toString())).contains(agent);
    }

    @Test
    void imageThatIsNowhereCannotBeTagged() {
        Digest unknown = new Digest("sha256:" + "a".repeat(64));
        assertThatThrownBy(() -> images.tag(unknown, NAME))
                .hasMessageContaining("does not hold the image aaaaaaaaaaaa");
        assertThat(new LayoutImages(folder.resolve("nowhere")).find("agent")).isEmpty();
    }
}
