package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.plan.Settings;
import dev.slipway.testing.TestModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
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
    void whereImagesGoIsToldWithWhatIsSaidOfEachRegistry() {
        RegistrySettings.Access role =
                new RegistrySettings.Access("ci", "arn:aws:iam::123456789012:role/push", "shared-secret", null);
        TestModule module = new TestModule(directory).dockerfile("FROM scratch\n");
        module.shared()
                .with("registries", "ghcr.io/acme")
                .registry(new RegistrySettings.Registry("ecr/team", true, null, role))
                .registry(new RegistrySettings.Registry("public.ecr.aws/yard", null, null, role))
                .registry(new RegistrySettings.Registry("localhost:5000", true, true, RegistrySettings.Access.none()));

        assertThat(text(module)).doesNotContain("shared-secret").endsWith("""
                          Push        ghcr.io/acme, repository acme/fleet
                          Push        ecr/team with the profile ci as arn:aws:iam::123456789012:role/push, repository \
                        team/fleet (optional; created if missing: AES256, scan on push)
                          Push        public.ecr.aws/yard with the profile ci as arn:aws:iam::123456789012:role/push, \
                        repository yard/fleet
                          Push        localhost:5000, repository fleet (optional; without TLS where there is none)""");
    }

    @Test
    void patchesAreToldOneAfterTheOtherWithWhatTheyDo() {
        TestModule module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .file("web/app.js", "0\n1\n2\none\n")
                .file(
                        "patches/a.patch",
                        change("one", "two") + "--- /dev/null\n+++ b/web/new.js\n@@ -0,0 +1 @@\n+new\n")
                .file("patches/b.patch", "--- a/web/app.js\n+++ b/web/app.js\n@@ -1,2 +1,2 @@\n-zero\n+0\n 1\n")
                .file("openclaw/c.patch", change("one", "two"));
        module.image("app")
                .patches("patches")
                .patches(new Settings.Patch("openclaw", null, "/usr/lib/openclaw/", null, null, null, null));

        assertThat(text(module)).contains("""
                          Context     MODULE, 6 files, 251 B
                          Patch       patches/a.patch: changes web/app.js, hunk 1 fits 3 lines further down; makes web/new.js
                          Patch       patches/b.patch: applied already
                          Patch       openclaw/c.patch: in the image, at /usr/lib/openclaw
                          Pull        missing
                        """);
    }

    private static String change(String from, String to) {
        return "--- a/web/app.js\n+++ b/web/app.js\n@@ -1 +1 @@\n-" + from + "\n+" + to + "\n";
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
    void contextsWithPatchesOfTheirOwnAreToldApart() {
        TestModule module =
                new TestModule(directory).dockerfile("FROM scratch\n").file("a", "1");
        module.image("one");
        BuildRecipe plain = module.onlyImage().recipe();
        ContextSizes sizes = new ContextSizes();
        assertThat(sizes.of(plain).summary().bytes()).isEqualTo(14);

        assertThat(sizes.of(patched(plain, "a")).summary().bytes()).isEqualTo(16);
        assertThat(sizes.of(patched(plain, "b")).summary().bytes()).isEqualTo(17);
        assertThat(sizes.of(patched(plain, ".dockerignore")).summary().files()).isEqualTo(3);
    }

    /** With three bytes at this path. */
    private static BuildRecipe patched(BuildRecipe plain, String path) {
        Overlay overlay = Overlay.of(
                Map.of(path, new Overlay.Change.File("x/y".getBytes(StandardCharsets.UTF_8), OptionalInt.empty())));
        return new BuildRecipe(
                new BuildRecipe.Sources(plain.contextDirectory(), plain.dockerfile(), overlay),
                plain.target(),
                plain.args(),
                plain.labels(),
                plain.platforms(),
                plain.options(),
                plain.patches());
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
