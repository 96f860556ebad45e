package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Platform;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    private static final String SCRATCH = "FROM scratch\n";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void emptyModule() {
        module = new TestModule(directory).withoutOciLabels();
    }

    @Test
    void withoutConfigurationTheDockerfileBesideThePomIsBuiltUnderTheArtifactsName() {
        ImagePlan image =
                module.dockerfile(SCRATCH).artifact("Fleet-Agent", "1.4.0").onlyImage();

        assertThat(image.name().value()).isEqualTo("fleet-agent");
        assertThat(image.alias()).isEqualTo("fleet-agent");
        assertThat(image.localReferences()).hasToString("[fleet-agent:1.4.0]");
        assertThat(image.recipe())
                .isEqualTo(new BuildRecipe(
                        directory,
                        directory.resolve("Dockerfile"),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(10))));
        assertThat(image.publishing()).isEqualTo(new ImagePlan.Publishing(true, List.of()));
    }

    @Test
    void moduleWithoutConfigurationAndDockerfileHasNoImages() {
        assertThat(module.plan().isEmpty()).isTrue();
        assertThat(module.dockerfile(SCRATCH).noImages().plan().isEmpty()).isTrue();
    }

    @Test
    void withoutImagesTheSettingsForAllAreThoseOfTheOne() {
        module.file("docker/Dockerfile.agent", SCRATCH);
        module.shared().with("dockerFile", "docker/Dockerfile.agent").with("tags", "latest");

        assertThat(module.onlyImage().localReferences()).hasToString("[fleet:latest]");
        assertThat(module.onlyImage().recipe().dockerfile()).isEqualTo(directory.resolve("docker/Dockerfile.agent"));
    }

    @Test
    void artifactIdThatIsNoNameAsksForOne() {
        module.dockerfile(SCRATCH).artifact("fleet..agent", "1.0");

        assertThat(module.problems())
                .containsExactly("<artifactId>: 'fleet..agent' is not a name that a registry takes."
                        + " Give the image another in <images><image><name>.");
    }

    @Test
    void imageInheritsWhatItDoesNotSayItself() {
        module.file("context/docker/Dockerfile", "FROM scratch AS base\nFROM base AS last\n");
        module.shared()
                .with("contextDir", "context")
                .with("dockerFile", "docker/Dockerfile")
                .with("target", "base")
                .with("platforms", "linux/arm64")
                .with("noCache", "true")
                .with("network", "host")
                .with("pullPolicy", "always")
                .with("timeout", "PT1M")
                .with("registries", "ghcr.io/acme")
                .with("namespace", "fleet")
                .with("tags", "latest")
                .with("tagSuffix", "-x")
                .with("skipPush", "true");
        module.image("agent");

        ImagePlan image = module.onlyImage();

        assertThat(image.recipe())
                .isEqualTo(new BuildRecipe(
                        directory.resolve("context"),
                        directory.resolve("context/docker/Dockerfile"),
                        Optional.of("base"),
                        Map.of(),
                        Map.of(),
                        List.of(Platform.parse("linux/arm64")),
                        BuildRecipe.Options.of(true, PullPolicy.ALWAYS, Duration.ofMinutes(1))
                                .withRun(RunSettings.onNetwork("host"))));
        assertThat(image.publishing().isWanted()).isFalse();
        assertThat(image.publishing().publications())
                .hasToString("[Publication[destination=ghcr.io/acme, repository=acme/fleet/agent, isOptional=false]]");
        assertThat(image.localReferences()).hasToString("[agent:latest-x]");
    }

    @Test
    void imageOverridesEverythingThatIsSaidForAll() {
        module.file("own/Dockerfile.own", "FROM scratch AS base\nFROM base AS last\n");
        module.shared()
                .with("contextDir", "nowhere")
                .with("dockerFile", "missing")
                .with("target", "missing")
                .with("platforms", "nonsense")
                .with("noCache", "true")
                .with("network", "host")
                .with("pullPolicy", "sometimes")
                .with("timeout", "soon")
                .with("registries", "nonsense")
                .with("namespace", "NONSENSE")
                .with("tags", "semver-foo")
                .with("tagSuffix", "%")
                .with("skipPush", "true");
        module.image("yard/agent")
                .with("alias", "scout")
                .with("contextDir", "own")
                .with("dockerFile", "Dockerfile.own")
                .with("target", "last")
                .with("platforms", "linux/arm/v7")
                .with("noCache", "false")
                .with("network", "none")
                .with("pullPolicy", "never")
                .with("timeout", "30")
                .with("registries", "ecr")
                .with("namespace", "own")
                .with("tags", "v{version}")
                .with("tagSuffix", "-own")
                .with("skipPush", "false");

        ImagePlan image = module.onlyImage();

        assertThat(image.alias()).isEqualTo("scout");
        assertThat(image.recipe())
                .isEqualTo(new BuildRecipe(
                        directory.resolve("own"),
                        directory.resolve("own/Dockerfile.own"),
                        Optional.of("last"),
                        Map.of(),
                        Map.of(),
                        List.of(Platform.parse("linux/arm/v7")),
                        BuildRecipe.Options.of(false, PullPolicy.NEVER, Duration.ofSeconds(30))
                                .withRun(RunSettings.onNetwork("none"))));
        assertThat(image.publishing().isWanted()).isTrue();
        assertThat(image.publishing().publications())
                .hasToString("[Publication[destination=ecr, repository=own/yard/agent, isOptional=false]]");
        assertThat(image.localReferences()).hasToString("[yard/agent:v1.4.0-own]");
    }

    @Test
    void argumentsAndLabelsOfAnImageAreAddedToThoseOfAll() {
        module.dockerfile(SCRATCH);
        module.shared().arg("A", "all").arg("B", "all").label("team", "yard").label("tier", "all");
        module.image("agent").arg("B", "own").arg("C", "own").label("tier", "own");

        assertThat(module.onlyImage().recipe().args())
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "all", "B", "own", "C", "own"));
        assertThat(module.onlyImage().recipe().labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of("team", "yard", "tier", "own"));
    }

    @Test
    void dockerfileIsLookedForInTheContextThenInTheModule() {
        module.file("context/Dockerfile.a", SCRATCH)
                .file("Dockerfile.a", SCRATCH)
                .file("Dockerfile.b", SCRATCH)
                .file("other/Dockerfile.c", SCRATCH);
        module.shared().with("contextDir", "context");
        module.image("a").with("dockerFile", "Dockerfile.a");
        module.image("b").with("dockerFile", "Dockerfile.b");
        module.image("c")
                .with("dockerFile", directory.resolve("other/Dockerfile.c").toString());
        module.image("d").with("dockerFile", "../other/Dockerfile.c");

        assertThat(module.plan().images())
                .extracting(image ->
                        directory.relativize(image.recipe().dockerfile()).toString())
                .containsExactly("context/Dockerfile.a", "Dockerfile.b", "other/Dockerfile.c", "other/Dockerfile.c");
    }

    @Test
    void missingDockerfileIsNamedWithAllPlacesWhereItWasLookedFor() {
        module.file("context/file", "");
        module.image("one");
        module.image("two").with("contextDir", "context").with("dockerFile", "Dockerfile.x");

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[one]<dockerFile>: there is no Dockerfile at MODULE/Dockerfile."
                                + " Write its path relative to <contextDir> or to the module.",
                        "<images><image>[two]<dockerFile>: there is no Dockerfile at MODULE/context/Dockerfile.x and"
                                + " MODULE/Dockerfile.x. Write its path relative to <contextDir> or to the module.");
    }

    @Test
    void contextThatIsNoFolderIsOneProblem() {
        module.dockerfile(SCRATCH);
        module.image("one").with("contextDir", "missing");
        module.image("two").with("contextDir", "Dockerfile");

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[one]<contextDir>: the folder MODULE/missing does not exist."
                                + " Write the folder that the Dockerfile copies from.",
                        "<images><image>[two]<contextDir>: MODULE/Dockerfile is not a folder."
                                + " Write the folder that the Dockerfile copies from.");
    }

    @Test
    void dockerfileThatCannotBeUnderstoodIsShownWithItsLine() {
        module.dockerfile("FROM scratch\nRUN <<EOF\nnever ends\n");
        module.image("agent");

        assertThat(module.problems())
                .singleElement()
                .asString()
                .startsWith("<images><image>[agent]<dockerFile>:" + " Dockerfile:2: ");
    }

    @Test
    void dockerfileWithoutAnInstructionIsNamed() {
        module.dockerfile("\n");

        assertThat(module.problems())
                .containsExactly("<dockerFile>: the Dockerfile MODULE/Dockerfile: it is empty."
                        + " Begin it with FROM and a base image.");
    }

    @Test
    void unknownTargetIsNamedWithTheStagesThatThereAre() {
        module.dockerfile("FROM scratch AS base\nFROM base AS production\n").file("Dockerfile.plain", SCRATCH);
        module.shared().with("target", "builder");
        module.image("one");
        module.image("two").with("dockerFile", "Dockerfile.plain").with("target", "prod");
        module.image("three").with("target", "Production");

        assertThat(module.problems())
                .containsExactly(
                        "<target>: Dockerfile has no stage 'builder'. Use one of base, production.",
                        "<images><image>[two]<target>: Dockerfile.plain has no stage 'prod'."
                                + " Name a stage there with FROM … AS prod.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name       | Open Claw | [Open Claw]<name>: 'Open Claw' is not a name that a registry takes. Use"
                        + " lower-case letters and digits, separated by '.', '_', '-' or '/', at most 255 characters.",
                "name       | /agent    | [/agent]<name>: '/agent' is not a name that a registry takes. Use"
                        + " lower-case letters and digits, separated by '.', '_', '-' or '/', at most 255 characters.",
                "name       | agent:1   | [agent:1]<name>: 'agent:1' is not a name that a registry takes. Use"
                        + " lower-case letters and digits, separated by '.', '_', '-' or '/', at most 255 characters.",
                "alias      | ../agent  | [../agent]<alias>: '../agent' is not an alias. Use letters, digits, '.', '_'"
                        + " and '-', and begin with a letter or a digit; it becomes a folder's name.",
                "platforms  | linux     | [app]<platforms>: 'linux' is not a platform."
                        + " Write os/architecture[/variant], such as linux/amd64.",
                "pullPolicy | often     | [app]<pullPolicy>: 'often' is not a pull policy. Use missing, always or"
                        + " never.",
                "timeout    | 10m       | [app]<timeout>: '10m' is not a duration. Write one such as PT10M (ten"
                        + " minutes) or 600 (seconds).",
                "timeout    | PT0S      | [app]<timeout>: 'PT0S' is not a duration. Write one such as PT10M (ten"
                        + " minutes) or 600 (seconds).",
                "timeout    | PT-5M     | [app]<timeout>: 'PT-5M' is not a duration. Write one such as PT10M (ten"
                        + " minutes) or 600 (seconds).",
                "timeout    | P99999999999D | [app]<timeout>: 'P99999999999D' is longer than a year. Write one such"
                        + " as PT10M (ten minutes) or 600 (seconds).",
            })
    void badValueOfAnImageIsNamedWithWhatToWrite(String element, String value, String problem) {
        module.dockerfile(SCRATCH).image("app").with(element, value);

        assertThat(module.problems()).containsExactly("<images><image>" + problem);
    }

    @Test
    void imageWithoutANameIsNamedByItsNumber() {
        module.dockerfile(SCRATCH).namelessImage();

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[1]<name>: the image has no name. Add <name>, such as <name>app</name>.");
    }

    @Test
    void severalPlatformsAreBuiltForInTheirOrder() {
        module.dockerfile(SCRATCH).image("app").with("platforms", "linux/amd64", "linux/arm64", "linux/amd64");

        assertThat(module.onlyImage().recipe().platforms()).hasToString("[linux/amd64, linux/arm64]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "podman   | <engine>: 'podman' is not an engine. Use auto, buildkit or docker.",
                "embedded | <engine>: the engine 'embedded' is not in this version. Use auto, buildkit or docker.",
            })
    void unknownEngineIsNamed(String engine, String problem) {
        module.dockerfile(SCRATCH).engine(engine);

        assertThat(module.problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"docker, DOCKER", "Docker, DOCKER", "buildkit, BUILDKIT", "BuildKit, BUILDKIT", "auto, AUTO"})
    void enginesAreKnownInAnyCase(String engine, EngineChoice choice) {
        assertThat(module.dockerfile(SCRATCH).engine(engine).plan().engine().choice())
                .isEqualTo(choice);
    }

    @Test
    void pushIsTriedFiveTimesAgainAndWaitsHalfAnHour() {
        assertThat(module.dockerfile(SCRATCH).plan().push()).isEqualTo(new PushSettings(5, Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({"0, 90, 0, PT1M30S", "100, PT5M, 100, PT5M"})
    void pushIsAsPatientAsThePomSays(String retries, String timeout, int times, Duration time) {
        module.dockerfile(SCRATCH).push(new RegistrySettings.Push(retries, timeout));

        assertThat(module.plan().push()).isEqualTo(new PushSettings(times, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101", "9999999999", "five", "5.0", "٥"})
    void badPatienceIsOneProblemHoweverManyImagesThereAre(String retries) {
        module.dockerfile(SCRATCH).push(new RegistrySettings.Push(retries, "long"));
        module.image("one");
        module.image("two");

        assertThat(module.problems())
                .containsExactly(
                        "<push><retries>: '" + retries + "' is not a number of retries."
                                + " Write one from 0 to 100, such as 5.",
                        "<push><timeout>: 'long' is not a duration."
                                + " Write one such as PT10M (ten minutes) or 600 (seconds).");
    }

    private static RegistrySettings.Ecr ecrOf(String accountId, String expireAfterDays) {
        RegistrySettings.Repository repository = RegistrySettings.Ecr.none().repository();
        return new RegistrySettings.Ecr(
                accountId,
                RegistrySettings.Access.none(),
                null,
                null,
                new RegistrySettings.Repository(
                        null,
                        null,
                        null,
                        repository.tagMutability(),
                        new RegistrySettings.Lifecycle(expireAfterDays, null, null, null),
                        Map.of(),
                        null));
    }

    @Test
    void everythingThatIsWrongWithAPomIsSaidAtOnce() {
        module.dockerfile("FROM scratch AS base\n")
                .artifact("fleet", "1.5.0-SNAPSHOT")
                .engine("podman");
        module.ecr(ecrOf("1234", "month"));
        module.shared().with("registries", "https://ghcr.io", "ghcr").with("tags", "semver-foo", "latest");
        module.image("Agent").with("timeout", "soon");
        module.image("scout").with("target", "last").with("pullPolicy", "often");
        module.image("scout").with("dockerFile", "Dockerfile.x").with("alias", "-x");
        module.image("yard").with("tags", "semver-major");

        assertThatThrownBy(module::plan)
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("""
                        Cannot plan the images of this module, 14 problems:
                          - <engine>: 'podman' is not an engine. Use auto, buildkit or docker.
                          - <ecr><accountId>: '1234' is not an AWS account. Write the twelve digits, with leading \
                        zeros, or leave it out to use the caller's account.
                          - <ecr><expireAfterDays>: 'month' is not a whole number. Write one such as 30.
                          - <images><image>[Agent]<name>: 'Agent' is not a name that a registry takes. Use lower-case \
                        letters and digits, separated by '.', '_', '-' or '/', at most 255 characters.
                          - <tags>: 'semver-foo' is not a tag keyword. Use one of latest, latest-release, semver, \
                        semver-minor, semver-major, sha, branch, timestamp, or a template.
                          - <images><image>[Agent]<timeout>: 'soon' is not a duration. Write one such as PT10M (ten \
                        minutes) or 600 (seconds).
                          - <registries>: the registry 'https://ghcr.io' is written as a URL. Leave out https:// there.
                          - <registries>: the registry 'ghcr' is malformed: 'ghcr' is not a registry host: it has \
                        neither a dot nor a port. Write ecr, ecr:REGION or host[:port][/namespace].
                          - <images><image>[scout]<target>: Dockerfile has no stage 'last'. Use one of base.
                          - <images><image>[scout]<pullPolicy>: 'often' is not a pull policy. Use missing, always or \
                        never.
                          - <images><image>[-x]<alias>: '-x' is not an alias. Use letters, digits, '.', '_' and '-', \
                        and begin with a letter or a digit; it becomes a folder's name.
                          - <images><image>[-x]<dockerFile>: there is no Dockerfile at %1$s/Dockerfile.x. Write its \
                        path relative to <contextDir> or to the module.
                          - <images><image>[-x]<name>: two images are called scout:latest. Give one of them another \
                        <name> or a <tagSuffix>.
                          - <images><image>[yard]<tags>: no tag is left, since '1.5.0-SNAPSHOT' is not a release \
                        version. Add a tag that every version has, such as semver.""".formatted(directory))
                .extracting(e -> ((SlipwayException) e).kind())
                .isEqualTo(SlipwayException.Kind.PROJECT);
    }

    @Test
    void singleProblemIsOneSentence() {
        module.dockerfile(SCRATCH).engine("podman");

        assertThatThrownBy(module::plan)
                .hasMessage("Cannot plan the images of this module: <engine>: 'podman' is not an engine."
                        + " Use auto, buildkit or docker.");
    }

    @Test
    void offlineNothingIsPulled() {
        module.dockerfile(SCRATCH).offline().shared().with("pullPolicy", "always");

        assertThat(module.onlyImage().recipe().options().pullPolicy()).isEqualTo(PullPolicy.NEVER);
    }

    @Test
    void skippedImageIsNotEvenChecked() {
        module.dockerfile(SCRATCH).image("one");
        module.namelessImage().with("skip", "true").with("tags", "semver-foo");

        assertThat(module.onlyImage().alias()).isEqualTo("one");
    }
}
