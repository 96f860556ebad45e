package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.app.BuildSession;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.plan.GitFacts;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.ProjectFacts;
import dev.slipway.testing.TestMaven;
import dev.slipway.testing.TestRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.maven.model.Scm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFactsReaderTest {

    private static final String START = "2026-11-20T08:00:00Z";

    @TempDir
    private Path directory;

    private TestMaven maven;
    private Map<String, String> variables = Map.of();

    @BeforeEach
    void mavenInTheFolder() {
        maven = new TestMaven(directory);
    }

    @Test
    void moduleIsDescribedAsItsPomDoes() {
        ProjectFacts facts = read();

        assertThat(facts.coordinates()).isEqualTo(new ProjectFacts.Coordinates("fleet", "1.4.0", "The Fleet"));
        assertThat(facts.baseDirectory()).isEqualTo(directory);
        assertThat(facts.isOffline()).isFalse();
        assertThat(facts.sourceUrl()).isEmpty();
        assertThat(facts.git().get()).isEmpty();
    }

    @Test
    void moduleWithoutANameIsCalledLikeItsArtifact() {
        maven.project().setName(null);

        assertThat(read().coordinates().title()).isEqualTo("fleet");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T00:00:00Z,      2026-11-20T00:00:00Z",
        "2026-11-20T01:30:00+01:30, 2026-11-20T00:00:00Z",
        "' 2026-11-20T00:00:00Z ',  2026-11-20T00:00:00Z",
        "1700000000,                2023-11-14T22:13:20Z",
        "10,                        1970-01-01T00:00:10Z",
        "2026-11-20T00:00Z,         2026-11-20T00:00:00Z",
        "2026-11-20T01:30+01:30,    2026-11-20T00:00:00Z",
        "2026-11-19T19:00:00-0500,  2026-11-20T00:00:00Z",
        "2026-11-20T02:00:00+02,    2026-11-20T00:00:00Z",
        "2026-11-20T00:00:00.5Z,    2026-11-20T00:00:00.5Z",
    })
    void outputTimestampIsWhenTheBuildTakesPlace(String text, Instant timestamp) {
        maven.property("project.build.outputTimestamp", text);

        assertThat(read().timestamp()).isEqualTo(timestamp);
        assertThat(read().outputTimestamp()).contains(timestamp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "0", "-", "${git.commit.time}"})
    void otherwiseTheBuildTakesPlaceWhenMavenWasStarted(String text) {
        assertThat(read().timestamp()).isEqualTo(START);

        maven.property("project.build.outputTimestamp", text);

        assertThat(read().timestamp()).isEqualTo(START);
        assertThat(read().outputTimestamp()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-20",
                "2026-11-20T00:00:00",
                "2026-13-01T00:00:00Z",
                "2026-11-20 00:00:00Z",
                "99999999999999999999",
                "-5"
            })
    void outputTimestampThatIsNoTimeIsNotPassedOver(String text) {
        maven.property("project.build.outputTimestamp", text);

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("Cannot plan the images of this module: <properties><project.build.outputTimestamp>: '"
                        + text + "' is not a time. Write one such as 2026-11-20T08:30:00Z, or the seconds since 1970.");
    }

    @Test
    void outputTimestampOfTheCommandLineGoesBeforeThePom() {
        maven.property("project.build.outputTimestamp", "2026-11-20T00:00:00Z")
                .commandLine("project.build.outputTimestamp", "1700000000");

        assertThat(read().outputTimestamp()).contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void outputTimestampMayBeAPropertyThatAPluginSets() {
        maven.property("project.build.outputTimestamp", "${git.commit.time}")
                .property("git.commit.time", "2026-11-20T01:00:00+0100");

        assertThat(read().outputTimestamp()).contains(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @Test
    void branchOfADetachedHeadIsTheOneThatTheCiServiceNames() {
        TestRepository.init(directory).commit("first").git("checkout", "-q", "--detach");
        assertThat(read().git().get().orElseThrow().branch()).isEmpty();

        variables = Map.of("GITLAB_CI", "true", "CI_COMMIT_BRANCH", "feature/login");

        assertThat(read().git().get().orElseThrow().branch()).contains("feature/login");
    }

    @Test
    void sourcesLieWhereThePomSaysSo() {
        Scm scm = new Scm();
        maven.project().setScm(scm);
        assertThat(read().sourceUrl()).isEmpty();

        scm.setUrl(" ");
        assertThat(read().sourceUrl()).isEmpty();

        scm.setUrl("https://github.com/acme/fleet");
        assertThat(read().sourceUrl()).contains("https://github.com/acme/fleet");
    }

    @Test
    void mavensOfflineModeIsKnown() {
        maven.request().setOffline(true);

        assertThat(read().isOffline()).isTrue();
    }

    @Test
    void gitIsFoundAndWhatMavenWritesToTargetIsNoChange() {
        TestRepository repository =
                TestRepository.init(directory).write("pom.xml", "").commit("first");
        repository.write("target/slipway/built.json", "{}").write("target/app.jar", "x");

        GitFacts git = read().git().get().orElseThrow();

        assertThat(git.commit()).contains(repository.git("rev-parse", "HEAD"));
        assertThat(git.isDirty()).isFalse();
    }

    @Test
    void gitIsLookedUpOnce() {
        TestRepository.init(directory);
        ProjectFacts facts = read();

        assertThat(facts.git().get()).containsSame(facts.git().get().orElseThrow());
    }

    private ProjectFacts read() {
        Surroundings surroundings = new Surroundings(variables, directory, "Linux");
        return new ProjectFactsReader(maven.project(), maven.session(), surroundings, new BuildSession()).read();
    }
}
