package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.TimedStep;
import dev.slipway.testing.TestImages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTableTest {

    @Test
    void builtImagesAreShownWithTheirIds() {
        String table = ImageTable.ofBuilt(
                List.of(TestImages.built("agent", 'a', "1.4.0", "latest"), TestImages.built("observer", 'b', "1.4.0")));

        assertThat(table).isEqualTo("""
                IMAGE     TAGS           ID            SIZE     TIME   REFERENCE
                agent     1.4.0, latest  aaaaaaaaaaaa  74.3 MB  2.5 s  fleet/agent:1.4.0
                observer  1.4.0          bbbbbbbbbbbb  74.3 MB  2.5 s  fleet/observer:1.4.0""");
    }

    @Test
    void cachedInstructionsAreCountedWhereTheEngineTellsOfSteps() {
        BuiltImage image = TestImages.built(
                "agent",
                'a',
                List.of(
                        step("[internal] load metadata for docker.io/library/debian:12", false),
                        step("[builder 1/3] FROM docker.io/library/debian:12", false),
                        step("[builder 2/3] COPY . /src", true),
                        step("[linux/arm64 builder 3/3] RUN make", false),
                        step("exporting to image", false)),
                "1.4.0");

        assertThat(ImageTable.ofBuilt(List.of(image))).contains("  2.5 s, cached 1 of 2  fleet/agent:1.4.0");
    }

    private static TimedStep step(String name, boolean cached) {
        return new TimedStep(name, cached, Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void pushedImagesAreShownOncePerRepository() {
        BuiltImage agent = TestImages.built("agent", 'a', "1.4.0", "latest");
        String table = ImageTable.ofPushed(List.of(
                published(agent, "ghcr.io/fleet/agent:1.4.0", "ghcr.io/fleet/agent:latest"),
                published(agent, "localhost:5000/fleet/agent:1.4.0")));

        assertThat(table).isEqualTo("""
                IMAGE  TAGS           DIGEST               SIZE     TIME        REFERENCE
                agent  1.4.0, latest  sha256:cccccccccccc  74.3 MB  1 min 05 s  ghcr.io/fleet/agent:1.4.0
                agent  1.4.0, latest  sha256:cccccccccccc  74.3 MB  1 min 05 s  localhost:5000/fleet/agent:1.4.0\
                """);
    }

    @Test
    void rowNeedsACellForEveryHeading() {
        TextTable table = new TextTable("A", "B");

        assertThatThrownBy(() -> table.row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected 2 cells, not 1");
    }

    @Test
    void linesHaveNoBlanksAtTheirEnds() {
        TextTable table = new TextTable("A", "LONG HEADING");
        table.row("a much longer cell", "");

        assertThat(table.lines()).containsExactly("A                   LONG HEADING", "a much longer cell");
    }

    private static ImageTable.Published published(BuiltImage image, String... references) {
        return new ImageTable.Published(
                image,
                List.of(references).stream()
                        .map(reference -> TestImages.pushed(image.alias(), reference, 'c'))
                        .toList(),
                Duration.ofSeconds(65));
    }
}
