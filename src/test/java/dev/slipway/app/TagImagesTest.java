package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageTag;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further tags for images that a real engine built before. */
@Tag("docker")
class TagImagesTest {

    private static final String GOOD = "FROM slipway-it/busybox:1\nENV MADE=well\n";

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
    void newTagsAreAddedToThoseOfTheBuildFixedOnesFirst() {
        yard.image("agent").fixed("1.0").floating("latest").dockerfile(GOOD);
        Digest id = yard.build().get(0).content().id();
        yard.cleared().image("agent").fixed("1.0").fixed("candidate-7").dockerfile(GOOD);
        assertThat(yard.tag().get(0).tags())
                .extracting(ImageTag::toString)
                .containsExactly("1.0", "candidate-7", "latest");
        assertThat(yard.find(yard.name("agent", "candidate-7"))).contains(id);
        assertThat(yard.find(yard.name("agent", "latest"))).contains(id);
        assertThat(Objects.requireNonNull(yard.receipts().built().get("agent")).tags())
                .hasSize(3);
    }

    @Test
    void imageThatWasNotBuiltIsASentence() {
        yard.image("agent").fixed("1.0").dockerfile(GOOD);
        assertThatThrownBy(yard::tag)
                .hasMessage("Cannot push or tag agent: nothing says that it was built. Build it with mvn package (or"
                        + " mvn slipway:build) first.");
    }

    @Test
    void imageThatTheEngineLostIsASentenceAndNothingIsTagged() {
        yard.image("agent").fixed("1.0").dockerfile(GOOD);
        yard.image("lost").fixed("1.0").dockerfile("FROM slipway-it/busybox:1\nENV LOST=1\n");
        yard.build();
        yard.untag(yard.name("lost", "1.0"));
        yard.cleared().image("agent").fixed("new").dockerfile(GOOD);
        yard.image("lost").fixed("new").dockerfile(GOOD);
        assertThatThrownBy(yard::tag)
                .hasMessageMatching("Cannot push or tag lost: the engine no longer has the image [0-9a-f]{12} that was"
                        + " built\\. Build it with mvn package \\(or mvn slipway:build\\) first\\.");
        assertThat(yard.find(yard.name("agent", "new"))).isEmpty();
    }
}
