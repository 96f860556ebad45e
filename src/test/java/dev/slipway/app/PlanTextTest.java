package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.EngineSettings;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTextTest {

    @TempDir
    private Path directory;

    private String text(TestModule module) {
        return PlanText.of(module.plan()).replace(directory.toString(), "MODULE");
    }

    @Test
    void everythingThatDecidesWhenAndAfterWhatAnImageIsBuiltIsThere() {
        TestModule module = new TestModule(directory)
                .parallelism("3")
                .engine("buildkit")
                .file("Dockerfile.base", "FROM scratch AS production\n")
                .dockerfile("FROM base:1.4.0-production\nCOPY . /\n");
        module.image("app").with("skipUnchanged", "false").with("rebuildOn", "Cargo.lock", "src/**");
        module.image("tool").with("noCache", "true");
        module.imageSet("fleet").targets("production").image("base").with("dockerFile", "Dockerfile.base");

        assertThat(text(module)).isEqualTo("""
                        Plan for 3 images, engine buildkit, up to 3 at once

                        base-production (base)
                          Set         fleet
                          Dockerfile  MODULE/Dockerfile.base
                          Context     MODULE, 2 files, 63 B
                          Target      production
                          Pull        missing
                          Tags        1.4.0-production (fixed)
                          Push        nowhere (no <registries>)

                        app (app)
                          After       base-production
                          Dockerfile  MODULE/Dockerfile
                          Context     MODULE, 2 files, 63 B
                          Rebuild     always (<skipUnchanged>)
                          Rebuild on  Cargo.lock, src/**
                          Pull        missing
                          Tags        1.4.0 (fixed)
                          Push        nowhere (no <registries>)

                        tool (tool)
                          After       base-production
                          Dockerfile  MODULE/Dockerfile
                          Context     MODULE, 2 files, 63 B
                          Rebuild     always, every step anew (<noCache>)
                          Pull        missing
                          Tags        1.4.0 (fixed)
                          Push        nowhere (no <registries>)""");
    }

    @Test
    void noSecretIsPrinted() {
        TestModule module = new TestModule(directory).dockerfile("FROM scratch\n");
        module.image("app").arg("NPM_TOKEN", "value-of-an-argument").features(PlanJsonTest.everything(directory));

        assertThat(text(module))
                .contains("Arguments   NPM_TOKEN")
                .contains("Cache to    type=s3,bucket=layers,secret_access_key=***")
                .doesNotContain("value-of-an-argument")
                .doesNotContain("key-of-a-cache");
    }

    @Test
    void contextThatImagesShareIsWalkedOnce() {
        TestModule module =
                new TestModule(directory).dockerfile("FROM scratch\n").file("a", "1");
        module.image("one");
        ContextSizes sizes = new ContextSizes();
        assertThat(sizes.of(module.onlyImage().recipe()).summary().files()).isEqualTo(2);

        module.file("b", "2");

        assertThat(sizes.of(module.onlyImage().recipe()).summary().files()).isEqualTo(2);
        assertThat(new ContextSizes().of(module.onlyImage().recipe()).summary().files())
                .isEqualTo(3);
    }

    @Test
    void contextsWithIgnoreFilesOfTheirOwnAreToldApart() {
        TestModule module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .file("Dockerfile.lean", "FROM scratch\n")
                .file("Dockerfile.lean.dockerignore", "*\n");
        module.image("all");
        module.image("lean").with("dockerFile", "Dockerfile.lean");

        assertThat(text(module))
                .contains("MODULE, 3 files, 28 B\n")
                .contains("MODULE, 0 files, 0 B, after Dockerfile.lean.dockerignore\n");
    }

    @Test
    void engineOfItsOwnIsNamedWithoutItsPassword() {
        BuildPlan plan = new TestModule(directory).dockerfile("FROM scratch\n").plan();
        EngineSettings engine = new EngineSettings(
                EngineChoice.BUILDKIT, Optional.of("tcp://ada:lovelace@buildkit.internal:1234"), OptionalInt.empty());

        assertThat(PlanText.of(new BuildPlan(engine, plan.ecr(), plan.images())))
                .startsWith("Plan for 1 image, engine buildkit at tcp://***@buildkit.internal:1234\n");
    }
}
