package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.FakeEcrRepository;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingMavenLog;
import dev.slipway.testing.TestMaven;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code <ecr>} as Maven fills it, and the goals that ask ECR alone. */
@MojoTest
class EcrParametersTest {

    private static final String POM = "classpath:/dev/slipway/mojo/ecr.xml";
    private static final String POLICY =
            "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:BatchGetImage\"}]}";

    private final RecordingMavenLog log = new RecordingMavenLog();
    private final FakeEcr ecr = FakeEcr.start();

    @TempDir
    private Path directory;

    private @Nullable TestMaven maven;
    private AwsSystemProperties properties;

    @Provides
    MavenProject project() {
        return maven().project();
    }

    @Provides
    MavenSession session() {
        return maven().session();
    }

    @Provides
    Log log() {
        return log;
    }

    private TestMaven maven() {
        TestMaven made = maven == null ? new TestMaven(directory) : maven;
        maven = made;
        return made;
    }

    @BeforeEach
    void moduleAndRegistry() {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
        ecr.callers().role("arn:aws:iam::123456789012:role/deploy", "yard-7");
        FakeHome.write(directory.resolve("Dockerfile"), "FROM scratch\n");
        FakeHome.write(directory.resolve("policy.json"), POLICY);
    }

    @AfterEach
    void close() {
        properties.close();
        assertThat(log.text()).doesNotContain(ecr.secrets());
        ecr.close();
    }

    @Test
    void theGoalMakesWhatThePomDescribesAsTheRoleOfThePom(
            @InjectMojo(goal = "create-repositories", pom = POM) Mojo create) throws Exception {
        create.execute();

        FakeEcrRepository made = ecr.repository("fleet/agent").orElseThrow();
        assertThat(made.mutability()).isEqualTo("IMMUTABLE_WITH_EXCLUSION");
        assertThat(made.exclusions()).containsExactly("latest*", "dev");
        assertThat(made.tags()).isEqualTo(Map.of("team", "yard", "empty", ""));
        assertThat(made.policy()).isEqualTo(POLICY);
        assertThat(made.lifecyclePolicy()).contains("\"untagged\"", "\"imageCountMoreThan\",\"countNumber\":50");
        assertThat(ecr.recording()
                        .callsOf("sts:AssumeRole")
                        .get(0)
                        .path("RoleSessionName")
                        .asText())
                .isEqualTo("release");
        assertThat(log.lines())
                .containsExactly(
                        "INFO Registry 123456789012 ecr as arn:aws:iam::123456789012:role/deploy is "
                                + ecr.registryHost(),
                        "INFO Created the repository " + ecr.registryHost() + "/fleet/agent");
    }

    @Test
    void thePropertiesGoBeforeThePom(@InjectMojo(goal = "create-repositories", pom = POM) Mojo create)
            throws Exception {
        ecr.createRepository("fleet/agent");
        maven().commandLine("slipway.ecr.roleArn", "")
                .commandLine("slipway.ecr.updateRepositories", "true")
                .commandLine("slipway.ecr.tagMutabilityExclusions", "v*,w*")
                .commandLine("slipway.ecr.repositoryTags.team", "dock")
                .commandLine("slipway.ecr.scanOnPush", "true");

        create.execute();

        FakeEcrRepository changed = ecr.repository("fleet/agent").orElseThrow();
        assertThat(changed.exclusions()).containsExactly("v*", "w*");
        assertThat(changed.tags()).containsEntry("team", "dock");
        assertThat(changed.scanOnPush()).isTrue();
        assertThat(ecr.recording().callsOf("sts:AssumeRole")).isEmpty();
    }

    @Test
    void aPlanTellsOfRepositoriesWhereItIsToldTo(@InjectMojo(goal = "plan", pom = POM) Mojo plan) throws Exception {
        ecr.createRepository("fleet/agent");
        plan.execute();
        assertThat(ecr.recording().calls()).isEmpty();
        maven().commandLine("slipway.plan.remote", "true");
        plan.execute();

        assertThat(log.text())
                .contains("  Repository  differs: tags: mutable, wanted immutable except dev latest*")
                .contains("  Repository  differs: repository tag team: none, wanted 'yard'");
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .noneMatch(action -> action.matches("ecr:(Create|Put|Set|Tag|Delete).*"));
    }

    @Test
    void theGoalHasASkipAndHonoursTheFilter(@InjectMojo(goal = "create-repositories", pom = POM) Mojo create)
            throws Exception {
        FakeHome.write(directory.resolve("Dockerfile"), "FROM scratch\n");
        maven().commandLine("slipway.skip.create-repositories", "true");
        create.execute();
        maven().commandLine("slipway.skip.create-repositories", "false").commandLine("slipway.filter", "nobody");
        create.execute();
        assertThat(log.lines())
                .containsExactly(
                        "INFO Nothing to do: it is skipped.",
                        "INFO Nothing to do: this module has no images that 'nobody' selects.");
        assertThat(ecr.recording().calls()).isEmpty();
    }

    @Test
    void whatIsDeniedIsAFailureOfTheEnvironment(@InjectMojo(goal = "create-repositories", pom = POM) Mojo create) {
        ecr.faults().deny("ecr:CreateRepository", "*");
        assertThatThrownBy(create::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("AWS denies ecr:CreateRepository on"
                        + " arn:aws:ecr:eu-west-1:123456789012:repository/fleet/agent");
    }
}
