package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images a run works with, and when two of them are in each other's way. */
class ImageSelectionTest {

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithDockerfile() {
        module = new TestModule(directory).dockerfile("FROM scratch\n").withoutOciLabels();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scout            | scout",
                "yard/agent-a     | a",
                "a                | a",
                "yard/*           | a b",
                "yard/agent-?     | a b",
                "*                | a b scout",
                "'scout, a'       | a scout",
                "SCOUT            | ''",
                "agent            | ''",
                "nothing          | ''",
            })
    void filterPicksImagesByNameAliasOrGlob(String filter, String aliases) {
        module.image("yard/agent-a").with("alias", "a");
        module.image("yard/agent-b").with("alias", "b");
        module.image("scout");

        module.filter(filter.split(","));

        assertThat(String.join(" ", aliases())).isEqualTo(aliases);
    }

    @Test
    void imagesKeepTheOrderOfThePom() {
        module.image("zebra");
        module.image("ant");
        module.image("mule");

        assertThat(aliases()).containsExactly("zebra", "ant", "mule");
    }

    @Test
    void imagesOfOneReferenceClash() {
        module.image("agent").with("tags", "latest", "semver");
        module.image("agent").with("alias", "other").with("tags", "latest");

        assertThat(module.problems())
                .containsExactly("<images><image>[other]<name>: two images are called agent:latest."
                        + " Give one of them another <name> or a <tagSuffix>.");
    }

    @Test
    void imagesOfOneNameWithTagsOfTheirOwnNeedOnlyAliases() {
        module.image("agent").with("tagSuffix", "-production");
        module.image("agent").with("tagSuffix", "-development");

        assertThat(module.problems())
                .containsExactly("<images><image>[agent]<alias>: two images have the alias 'agent'."
                        + " Give each an <alias> of its own.");
    }

    @Test
    void aliasesThatDifferInCaseAloneClashSinceTheyAreFolders() {
        module.image("one").with("alias", "Agent");
        module.image("agent");

        assertThat(module.problems())
                .containsExactly("<images><image>[agent]<alias>: two images have the alias 'agent'."
                        + " Give each an <alias> of its own.");
    }

    @Test
    void namesThatMeetInARegistryClash() {
        module.shared().with("registries", "ghcr.io/acme");
        module.image("fleet/agent").with("alias", "one");
        module.image("agent").with("alias", "two").with("namespace", "fleet");

        assertThat(module.problems())
                .containsExactly("<images><image>[two]<name>: two images are pushed as ghcr.io/acme/fleet/agent:1.4.0."
                        + " Give one of them another <name>, <namespace> or <tagSuffix>.");
    }

    @Test
    void imageThatIsNotPushedMeetsNobodyInARegistry() {
        module.shared().with("registries", "ghcr.io/acme");
        module.image("fleet/agent").with("alias", "one");
        module.image("agent").with("alias", "two").with("namespace", "fleet").with("skipPush", "true");

        assertThat(module.problems()).isEmpty();
    }

    private List<String> aliases() {
        return module.plan().images().stream().map(ImagePlan::alias).toList();
    }
}
