package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.FakeGit;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLabelsTest {

    private static final String OCI = "org.opencontainers.image.";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithDockerfile() {
        module = new TestModule(directory).dockerfile("FROM scratch\n");
    }

    @Test
    void imageSaysWhatItIsAndWhereItComesFrom() {
        assertThat(labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        OCI + "title", "The Fleet",
                        OCI + "version", "1.4.0",
                        OCI + "created", "2026-11-20T23:30:00Z",
                        OCI + "revision", FakeGit.COMMIT,
                        OCI + "source", "https://github.com/acme/fleet"));
    }

    @Test
    void ownLabelsWinForAllImagesAndForOne() {
        module.shared().label(OCI + "title", "Ours").label(OCI + "version", "7");
        module.image("app").label(OCI + "title", "Mine");

        assertThat(labels()).containsEntry(OCI + "title", "Mine").containsEntry(OCI + "version", "7");
    }

    @Test
    void labelOfTheDockerfileWins() {
        module.dockerfile("FROM scratch\nLABEL " + OCI + "title=\"From the Dockerfile\" other=x\n");

        assertThat(labels()).doesNotContainKey(OCI + "title").containsKey(OCI + "version");
    }

    @Test
    void ownLabelGoesBeforeTheOneOfTheDockerfile() {
        module.dockerfile("FROM scratch\nLABEL " + OCI + "title=\"From the Dockerfile\"\n");
        module.shared().label(OCI + "title", "Ours");

        assertThat(labels()).containsEntry(OCI + "title", "Ours");
    }

    @Test
    void theyCanBeSwitchedOff() {
        module.withoutOciLabels().shared().label("team", "yard");

        assertThat(labels()).isEqualTo(Map.of("team", "yard"));
    }

    @Test
    void outsideOfGitTheyLeaveOutWhatIsNotKnown() {
        module.git(Optional::empty);

        assertThat(labels()).containsOnlyKeys(OCI + "title", OCI + "version", OCI + "created");
    }

    @Test
    void addressOfThePomGoesBeforeTheOneOfGitAndShowsNoPassword() {
        FakeGit git = new FakeGit();
        module.git(git).source("https://ada:hunter2@git.acme.io/fleet");

        assertThat(labels()).containsEntry(OCI + "source", "https://git.acme.io/fleet");
        assertThat(git.questions()).containsExactly("commit");
    }

    @Test
    void gitIsNotEvenLookedForWhereNobodyAsks() {
        module.withoutOciLabels().git(() -> {
            throw new AssertionError("nobody needs git here");
        });
        module.shared().with("tags", "semver", "latest", "{date:yyyy}");

        assertThat(module.onlyImage().tags()).hasSize(3);
    }

    @Test
    void gitIsAskedForWhatTagsNeedAndNoMore() {
        FakeGit git = new FakeGit();
        module.withoutOciLabels().git(git).shared().with("tags", "branch");

        module.plan();

        assertThat(git.questions()).containsExactly("branch");
    }

    private Map<String, String> labels() {
        return module.onlyImage().recipe().labels();
    }
}
