package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.ImageSetSettings;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {

    private static final String TWO_STAGES = """
            FROM scratch AS development
            FROM development AS production
            """;

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithADockerfile() {
        module = new TestModule(directory).withoutOciLabels().dockerfile(TWO_STAGES);
    }

    private List<String> references() {
        return module.plan().images().stream()
                .flatMap(image -> image.localReferences().stream())
                .map(Object::toString)
                .toList();
    }

    private List<String> aliases() {
        return module.plan().images().stream().map(ImagePlan::alias).toList();
    }

    @Test
    void setWithoutImagesIsOneImageOfItsName() {
        module.imageSet("claude-flow").shared().with("target", "production");

        assertThat(module.onlyImage().name().value()).isEqualTo("claude-flow");
        assertThat(module.onlyImage().set()).isEqualTo("claude-flow");
        assertThat(module.onlyImage().recipe().target()).contains("production");
    }

    @Test
    void targetsMakeOneImageForEachStageWithASuffix() {
        module.imageSet("claude-flow")
                .targets("production", "development")
                .shared()
                .with("tags", "semver", "latest");

        assertThat(references())
                .containsExactly(
                        "claude-flow:1.4.0-production",
                        "claude-flow:latest-production",
                        "claude-flow:1.4.0-development",
                        "claude-flow:latest-development");
        assertThat(aliases()).containsExactly("claude-flow-production", "claude-flow-development");
        assertThat(module.plan().images())
                .extracting(image -> image.recipe().target().orElseThrow())
                .containsExactly("production", "development");
    }

    @Test
    void targetsMultiplyEachImageOfTheSetAndKeepItsOwnSuffix() {
        ImageSetSettings set = module.imageSet("fleet").targets("production", "development");
        set.image("agent");
        set.image("fleet/manager").with("alias", "boss").with("tagSuffix", "-x");

        assertThat(references())
                .containsExactly(
                        "agent:1.4.0-production",
                        "agent:1.4.0-development",
                        "fleet/manager:1.4.0-x-production",
                        "fleet/manager:1.4.0-x-development");
        assertThat(aliases())
                .containsExactly("agent-production", "agent-development", "boss-production", "boss-development");
    }

    @Test
    void imageTakesFromItsSetAndTheSetFromTheModuleWhileListsReplaceAndMapsMerge() {
        module.shared()
                .with("tags", "latest")
                .arg("A", "module")
                .arg("B", "module")
                .arg("C", "module");
        ImageSetSettings set = module.imageSet("fleet");
        set.shared()
                .with("tags", "semver", "sha")
                .arg("B", "set")
                .arg("C", "set")
                .with("pullPolicy", "never");
        set.image("one").arg("C", "image");
        set.image("two").with("tags", "branch").with("pullPolicy", "always");
        module.image("alone");

        List<ImagePlan> images = module.plan().images();
        assertThat(images)
                .extracting(image -> image.alias() + " " + image.tags())
                .containsExactly("alone [latest]", "one [1.4.0, sha-8f14e45]", "two [main]");
        assertThat(images.get(1).recipe().args()).isEqualTo(Map.of("A", "module", "B", "set", "C", "image"));
        assertThat(images)
                .extracting(image -> image.recipe().options().pullPolicy())
                .containsExactly(PullPolicy.MISSING, PullPolicy.NEVER, PullPolicy.ALWAYS);
    }

    @Test
    void problemNamesThePlaceThatSaysIt() {
        module.shared().with("pullPolicy", "seldom");
        ImageSetSettings set = module.imageSet("fleet");
        set.shared().with("tags", "semver-foo");
        set.image("one");
        set.image("two").with("target", "staging");

        assertThat(module.problems())
                .containsExactlyInAnyOrder(
                        "<pullPolicy>: 'seldom' is not a pull policy. Use missing, always or never.",
                        "<imageSets><imageSet>[fleet]<tags>: 'semver-foo' is not a tag keyword. Use one of latest,"
                                + " latest-release, semver, semver-minor, semver-major, sha, branch, timestamp, or a"
                                + " template.",
                        "<imageSets><imageSet>[fleet]<images><image>[two]<target>: Dockerfile has no stage 'staging'."
                                + " Use one of development, production.");
    }

    @Test
    void setNeedsANameAndNoImageATargetBesideTargets() {
        module.imageSet("");
        module.imageSet("fleet").targets("production").image("agent").with("target", "development");

        assertThat(module.problems())
                .containsExactly(
                        "<imageSets><imageSet>[]<name>: the image set has no name. Add <name>, such as"
                                + " <name>fleet</name>.",
                        "<imageSets><imageSet>[fleet]<images><image>[agent]<target>: the image has a target, and its"
                                + " set has <targets>. Leave one of them out: <targets> builds every image of the set"
                                + " once for each target.");
    }

    @Test
    void filterTakesSetsNamesAliasesAndGlobs() {
        ImageSetSettings set = module.imageSet("claude").targets("production", "development");
        set.image("acme/flow");
        module.image("agent").with("alias", "bond");

        assertThat(module.filter("claude").plan().images()).hasSize(2);
        assertThat(module.filter("cl*e").plan().images()).hasSize(2);
        assertThat(module.filter("acme/*").plan().images()).hasSize(2);
        assertThat(module.filter("flow-production", "bond").plan().images())
                .extracting(ImagePlan::alias)
                .containsExactly("bond", "flow-production");
        assertThat(module.filter("nobody").plan().images()).isEmpty();
    }

    @Test
    void twoTargetsOfOneSetDoNotClashButTwoSetsMay() {
        module.imageSet("fleet").targets("production").image("agent");
        module.imageSet("other").targets("production").image("agent");

        assertThat(module.problems())
                .containsExactly("<images><image>[agent-production]<name>: two images are called"
                        + " agent:1.4.0-production. Give one of them another <name> or a <tagSuffix>.");
    }
}
