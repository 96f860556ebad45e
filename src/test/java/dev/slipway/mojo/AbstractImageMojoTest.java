package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.failure.SlipwayException;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingMavenLog;
import dev.slipway.testing.TestImages;
import dev.slipway.testing.TestMaven;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbstractImageMojoTest {

    @TempDir
    private Path directory;

    @Test
    void wrongSurroundingsAreAnErrorToMaven() {
        CredentialException failure = new CredentialException(
                "Cannot log in to ghcr.io", "it says no, password=hunter2", "Log in again.", null);

        assertThatThrownBy(goalThatThrows(failure)::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Cannot log in to ghcr.io: it says no, password=***. Log in again.")
                .hasCause(failure);
    }

    @Test
    void wrongProjectIsAFailureToMaven() {
        SlipwayException failure = new SlipwayException(SlipwayException.Kind.PROJECT, "Cannot build it.", null) {
            private static final long serialVersionUID = 1L;
        };

        assertThatThrownBy(goalThatThrows(failure)::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("Cannot build it.")
                .hasCause(failure);
    }

    @Test
    void errorOfOursIsShownAsOne() {
        IllegalStateException bug = new IllegalStateException("a bug");

        assertThatThrownBy(goalThatThrows(bug)::execute).isSameAs(bug);
    }

    @Test
    void goalOfAModuleWithImagesIsCarriedOut() {
        assertThatCode(goal(() -> {})::execute).doesNotThrowAnyException();
    }

    @Test
    void laterPluginsFindImagesInProperties() {
        Properties properties = new Properties();
        ImageProperties images = new ImageProperties(properties);

        images.setBuilt(List.of(TestImages.built("agent", 'a', "1.4.0", "latest")));
        assertThat(properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "slipway.image.agent.id",
                        TestImages.digest('a').value(),
                        "slipway.image.agent.reference",
                        "fleet/agent:1.4.0"));

        images.setPushed(List.of(TestImages.pushed("agent", "ghcr.io/fleet/agent:1.4.0", 'c')));
        assertThat(properties)
                .containsEntry(
                        "slipway.image.agent.digest", TestImages.digest('c').value())
                .containsEntry("slipway.image.agent.reference", "ghcr.io/fleet/agent@" + TestImages.digest('c'));
    }

    private AbstractImageMojo goalThatThrows(RuntimeException failure) {
        return goal(() -> {
            throw failure;
        });
    }

    private AbstractImageMojo goal(Runnable work) {
        FakeHome.write(directory.resolve("Dockerfile"), "FROM scratch\n");
        TestMaven maven = new TestMaven(directory);
        AbstractImageMojo goal = new Goal(work);
        goal.setLog(new RecordingMavenLog());
        try {
            MojoExtension.setVariableValueToObject(goal, "project", maven.project());
            MojoExtension.setVariableValueToObject(goal, "session", maven.session());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return goal;
    }

    private static final class Goal extends AbstractImageMojo {

        private final Runnable work;

        Goal(Runnable work) {
            this.work = work;
        }

        @Override
        @Nullable Boolean isSkipped(Overrides overrides) {
            return null;
        }

        @Override
        void run(BuildPlan plan, BuildLog log) {
            work.run();
        }
    }
}
