package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.BuildFailedException;
import dev.slipway.engine.MissingBaseException;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.plan.EngineChoice;
import dev.slipway.receipt.ReceiptException;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building all images of a module, or none, with a real engine. */
@Tag("docker")
class BuildImagesTest {

    private static final String GOOD = "FROM slipway-it/busybox:1\nENV MADE=well\n";
    private static final String BAD = "FROM slipway-it/busybox:1\nRUN exit 3\n";

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
    void imagesAreTaggedAndWrittenDown() {
        yard.image("base").fixed("1.0").floating("latest").dockerfile(GOOD);
        yard.image("app").fixed("1.0").after("base").dockerfile("FROM " + yard.name("base", "1.0") + "\nENV APP=1\n");
        List<BuiltImage> built = yard.build();
        assertThat(built).extracting(BuiltImage::alias).containsExactly("base", "app");
        assertThat(yard.find(yard.name("base", "1.0")))
                .contains(built.get(0).content().id());
        assertThat(yard.find(yard.name("base", "latest")))
                .contains(built.get(0).content().id());
        assertThat(yard.find(yard.name("app", "1.0")))
                .contains(built.get(1).content().id());
        assertThat(yard.receipts().built()).containsOnlyKeys("base", "app");
        assertThat(yard.log().events("engine Docker ")).hasSize(1);
    }

    @Test
    void engineThatCannotRepeatDigestsIsSaidOnceWhereTheyAreWanted() {
        yard.with(EngineChoice.DOCKER).image("plain").fixed("1.0").dockerfile(GOOD);
        yard.build();
        assertThat(yard.log().events("remark")).isEmpty();
        yard.image("first").fixed("1.0").dated().dockerfile(GOOD);
        yard.image("second").fixed("1.0").dated().dockerfile(GOOD);
        yard.build();
        assertThat(yard.log().events("remark"))
                .containsExactly(
                        "remark: The same files give another digest with this engine when they are built again:"
                                + " the classic builder writes the time of the build into images.");
    }

    @Test
    void whenTheSecondImageFailsTheTagsOfTheFirstAreAsBefore() {
        Digest other = yard.find("slipway-it/busybox:1").orElseThrow();
        yard.tagAs(other, yard.name("first", "latest"));
        yard.image("first").fixed("1.0").floating("latest").dockerfile(GOOD);
        yard.image("second").fixed("1.0").dockerfile(BAD);
        assertThatThrownBy(yard::build).isInstanceOf(BuildFailedException.class).hasNoSuppressedExceptions();
        assertThat(yard.find(yard.name("first", "latest"))).contains(other);
        assertThat(yard.find(yard.name("first", "1.0"))).isEmpty();
        assertThat(yard.find(yard.name("second", "1.0"))).isEmpty();
        assertThat(yard.file("target")).doesNotExist();
    }

    @Test
    void failureLeavesTheReceiptsOfAnEarlierBuildUntouched() throws Exception {
        yard.image("first").fixed("1.0").dockerfile(GOOD);
        Digest id = yard.build().get(0).content().id();
        Path receipt = yard.file("target/slipway/built.json");
        byte[] before = Files.readAllBytes(receipt);
        FakeHome.write(yard.file("first/Dockerfile"), GOOD + "ENV MADE=anew\n");
        yard.image("second").fixed("1.0").dockerfile(BAD);
        assertThatThrownBy(yard::build).isInstanceOf(BuildFailedException.class);
        assertThat(receipt).hasBinaryContent(before);
        assertThat(yard.find(yard.name("first", "1.0"))).contains(id);
    }

    @Test
    void tagsAreTakenBackWhenTheReceiptCannotBeWritten() {
        FakeHome.write(yard.file("target"), "a file where a folder should be");
        yard.image("first").fixed("1.0").dockerfile(GOOD);
        assertThatThrownBy(yard::build).isInstanceOf(ReceiptException.class);
        assertThat(yard.find(yard.name("first", "1.0"))).isEmpty();
    }

    @Test
    void basesThatMayNotBePulledAreMissedTogetherAndBeforeAnythingIsBuilt() {
        yard.image("one").fixed("1").neverPulled().dockerfile("# 1\nFROM slipway-test/none:1\n");
        yard.image("two").fixed("1").neverPulled().dockerfile("FROM " + yard.name("three", "1") + "\n");
        yard.maker(yard.name("three", "1"), "Build the module three first.");
        String forbidden =
                "' is not in the engine, and pulling is forbidden (<pullPolicy>never</pullPolicy> or mvn -o). ";
        assertThatThrownBy(yard::build)
                .isInstanceOf(MissingBaseException.class)
                .hasMessage("Cannot build one: Dockerfile:2: the base image 'slipway-test/none:1" + forbidden
                        + "Build it or load it into the engine first, or allow to pull it."
                        + "\nCannot build two: Dockerfile:1: the base image '" + yard.name("three", "1") + forbidden
                        + "Build the module three first.");
        assertThat(yard.log().events("building ")).isEmpty();
    }

    @Test
    void baseThatAnEarlierImageMakesIsNotMissed() {
        yard.image("base").fixed("1").neverPulled().dockerfile(GOOD);
        yard.image("app")
                .fixed("1")
                .after("base")
                .neverPulled()
                .dockerfile("FROM " + yard.name("base", "1") + "\nENV B=1\n");
        assertThat(yard.build()).hasSize(2);
    }

    @Test
    void basesOfStagesThatTheTargetDoesNotNeedMatterOnlyToTheClassicBuilder() {
        yard.image("one").fixed("1").neverPulled().dockerfile("FROM slipway-test/none:1 AS unused\n" + GOOD);
        assertThat(yard.build()).hasSize(1);
        assertThatThrownBy(yard.with(EngineChoice.DOCKER)::build).isInstanceOf(MissingBaseException.class);
    }

    @Test
    void baseThatIsNoReferenceIsAFailureWithItsPlace() {
        yard.image("one").fixed("1").dockerfile("FROM Slipway:UPPER\n");
        assertThatThrownBy(yard::build)
                .isInstanceOf(BuildFailedException.class)
                .hasMessageStartingWith("Cannot build one: Dockerfile:1: ")
                .hasMessageContaining("must be lowercase");
    }

    @Test
    void baseOfALockedRegistryIsPulledWithTheLoginOfItsNamespace() {
        try (RegistryProcess registry =
                        RegistryProcess.options().login("carol", "s3cret").start();
                Yard app = new Yard(folder.resolve("app"))) {
            yard.login(registry.host(), "carol", "s3cret");
            yard.image("base")
                    .fixed("1.0")
                    .to(registry.host())
                    .dockerfile("FROM scratch\nLABEL base=" + UUID.randomUUID());
            yard.build();
            yard.push();

            String base = registry.host() + "/fleet/base:1.0";
            app.login(registry.host() + "/fleet", "carol", "s3cret");
            app.image("app").fixed("1.0").dockerfile("FROM " + base + "\nLABEL app=1");
            assertThat(app.build()).hasSize(1);
            app.with(EngineChoice.DOCKER).image("classic").fixed("1.0").dockerfile("FROM " + base + "\nLABEL app=2");
            assertThat(app.build()).hasSize(2);
            app.untag(base);
            // the classic builder makes this stage too
            app.image("unused")
                    .fixed("1.0")
                    .dockerfile("FROM " + base + " AS unused\nFROM slipway-it/busybox:1\nLABEL app=3");
            assertThat(app.build()).hasSize(3);
            app.untag(base);
        }
    }
}
