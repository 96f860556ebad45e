package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.patch.PatchLabel;
import dev.slipway.testing.ImageSetSettings;
import dev.slipway.testing.TestModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What patches mean for a plan. */
class PatchedPlansTest {

    private static final String ON_BASE = "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1 +1 @@\n-FROM %s\n+FROM %s\n";
    private static final String NEW_DOCKERFILE =
            "--- /dev/null\n+++ b/Dockerfile\n@@ -0,0 +1 @@\n+FROM scratch AS made\n";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void emptyModule() {
        module = new TestModule(directory).withoutOciLabels();
    }

    private static String change(String file, String from, String to) {
        return "--- a/" + file + "\n+++ b/" + file + "\n@@ -1 +1 @@\n-" + from + "\n+" + to + "\n";
    }

    @Test
    void patchedDockerfileDecidesTheOrder() {
        module.file("app/Dockerfile", "FROM scratch\n")
                .file("base/Dockerfile", "FROM scratch\n")
                .file("patches/base.patch", ON_BASE.formatted("scratch", "base:1.4.0"));
        module.image("app").with("contextDir", "app").patches("patches");
        module.image("base").with("contextDir", "base");

        assertThat(module.plan().images()).extracting(ImagePlan::alias).containsExactly("base", "app");
        assertThat(module.plan().images().get(1).needs()).containsExactly("base");
        assertThat(directory.resolve("app/Dockerfile")).hasContent("FROM scratch");
    }

    @Test
    void policiesHoldForThePatchedBase() {
        module.dockerfile("FROM node:20\n").file("patches/base.patch", ON_BASE.formatted("node:20", "node:latest"));
        module.policies(new Settings.Policies(true, null, null, null))
                .image("app")
                .patches("patches");

        assertThat(module.problems())
                .singleElement()
                .asString()
                .contains("node:latest")
                .contains("Dockerfile:1");
    }

    @Test
    void patchCanMakeTheDockerfile() {
        module.file("context/app.js", "").file("patches/new.patch", NEW_DOCKERFILE);
        module.image("app").with("contextDir", "context").with("target", "made").patches("patches");

        BuildRecipe recipe = module.onlyImage().recipe();

        assertThat(recipe.dockerfile()).isEqualTo(directory.resolve("context/Dockerfile"));
        assertThat(recipe.readDockerfile().stageNames()).containsExactly("made");
        assertThat(Files.exists(recipe.dockerfile())).isFalse();
    }

    @Test
    void dockerfileThatAPatchMakesGoesBeforeThatOfTheModule() {
        module.dockerfile("FROM scratch AS old\n").file("context/app.js", "").file("patches/new.patch", NEW_DOCKERFILE);
        module.image("app").with("contextDir", "context").patches("patches");

        assertThat(module.onlyImage().recipe().readDockerfile().stageNames()).containsExactly("made");
    }

    @Test
    void dockerfileThatAPatchRemovesIsMissed() {
        module.dockerfile("FROM scratch\n")
                .file("patches/gone.patch", "--- a/Dockerfile\n+++ /dev/null\n@@ -1 +0,0 @@\n-FROM scratch\n");
        module.image("app").patches("patches");

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[app]<dockerFile>: there is no Dockerfile at MODULE/Dockerfile. Write its"
                                + " path relative to <contextDir> or to the module.");
    }

    @Test
    void everyPatchThatDoesNotFitIsAProblemOfThePlan() {
        module.dockerfile("FROM scratch\n")
                .file("app.js", "other\n")
                .file("lib.js", "other\n")
                .file("patches/a.patch", change("app.js", "one", "two"))
                .file("patches/b.patch", change("lib.js", "one", "two"))
                .file("broken/c.patch", "--- a/x\n+++ b/x\n@@ -1,9 +1 @@\n-one\n");
        module.image("app").patches("patches");
        module.image("tool").patches("broken").patches("nowhere").with("target", "missing");

        assertThat(module.problems())
                .hasSize(5)
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("<images><image>[app]<patches>: patches/a.patch:3: "),
                        problem -> assertThat(problem).startsWith("<images><image>[app]<patches>: patches/b.patch:3: "),
                        problem -> assertThat(problem).startsWith("<images><image>[tool]<patches>: broken/c.patch:3: "),
                        problem -> assertThat(problem)
                                .isEqualTo("<images><image>[tool]<patches>: nowhere: there is no such directory. Create"
                                        + " it, or name another directory in <patches>."),
                        problem -> assertThat(problem).startsWith("<images><image>[tool]<target>: "));
    }

    @Test
    void linesThatDoNotFitStandBelowTheirProblem() {
        module.dockerfile("FROM scratch\n")
                .file("app.js", "other\n")
                .file("patches/a.patch", change("app.js", "one", "two"));
        module.image("app").patches("patches").with("target", "missing");

        assertThatThrownBy(module::plan).hasMessage("""
                Cannot plan the images of this module, 2 problems:
                  - <images><image>[app]<patches>: patches/a.patch:3: hunk 1 of 1 does not fit app.js
                      expected at line 1:
                        one
                      found there:
                        1: other
                      none of these lines is in the file
                    Make the patch anew from the file that is there.
                  - <images><image>[app]<target>: Dockerfile has no stage 'missing'. Name a stage there with FROM … AS \
                missing.""");
    }

    @Test
    void problemOfSharedPatchesIsSaidOnce() {
        module.dockerfile("FROM scratch\n")
                .file("app.js", "other\n")
                .file("patches/a.patch", change("app.js", "one", "two"));
        module.shared().patches("patches");
        module.image("app");
        module.image("tool");

        assertThat(module.problems()).singleElement().asString().startsWith("<patches>: patches/a.patch:3: ");
    }

    @Test
    void imagesOwnPatchesReplaceThoseOfItsSetAndThoseThoseForAll() {
        module.dockerfile("FROM scratch\n").file("app.js", "one\n");
        for (String name : List.of("all", "set", "own")) {
            module.file("patches/" + name + "/" + name + ".patch", change("app.js", "one", name));
        }
        module.shared().patches("patches/all");
        module.image("app");
        ImageSetSettings fleet = module.imageSet("fleet");
        fleet.shared().patches("patches/set");
        fleet.image("scout");
        fleet.image("ranger").patches("patches/own");

        assertThat(module.plan().images())
                .extracting(image ->
                        image.recipe().patches().applied().get(0).patch().name())
                .containsExactly("all.patch", "set.patch", "own.patch");
    }

    @Test
    void samePatchesOfTheSameContextAreAppliedOnce() {
        module.dockerfile("FROM scratch\n")
                .file("app.js", "one\n")
                .file("patches/a.patch", change("app.js", "one", "two"));
        module.shared().patches("patches");
        module.image("app");
        module.image("tool");

        List<ImagePlan> images = module.plan().images();

        assertThat(images.get(0).recipe().sources().overlay())
                .isSameAs(images.get(1).recipe().sources().overlay());
    }

    @Test
    void labelSaysWhatWasPatchedAndNobodyCanSayOtherwise() {
        module.dockerfile("FROM scratch\n")
                .file("app.js", "one\n")
                .file("patches/a.patch", change("app.js", "one", "two"));
        module.image("app").patches("patches").label(PatchLabel.NAME, "mine");
        module.image("tool").label("team", "yard");

        List<ImagePlan> images = module.plan().images();

        assertThat(images.get(0).recipe().labels())
                .hasEntrySatisfying(
                        PatchLabel.NAME,
                        value -> assertThat(value)
                                .matches(
                                        "\\[\\{\"patch\":\"patches/a.patch\",\"sha256\":\"[0-9a-f]{12}\",\"result\":\"applied\"}]"));
        assertThat(images.get(1).recipe().labels()).containsOnlyKeys("team");
    }

    @Test
    void directoryOutsideOfTheModuleIsCalledAsThePomCallsIt() {
        Path inner = directory.resolve("inner");
        TestModule nested = new TestModule(inner)
                .dockerfile("FROM scratch\n")
                .file("app.js", "one\n")
                .file("../shared/a.patch", change("app.js", "one", "two"));
        nested.image("relative").patches("../shared");
        nested.image("absolute").patches(directory.resolve("shared").toString());

        assertThat(nested.plan().images())
                .extracting(image ->
                        image.recipe().patches().applied().get(0).patch().place())
                .containsExactly("../shared/a.patch", directory.resolve("shared") + "/a.patch");
    }
}
