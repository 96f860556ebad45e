package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingMavenLog;
import dev.slipway.testing.TestMaven;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals as Maven fills them from POMs. */
@MojoTest
class ConfigurationTest {

    private static final String POMS = "classpath:/dev/slipway/mojo/";
    private static final String NO_POM = "<project></project>";

    private final RecordingMavenLog log = new RecordingMavenLog();

    @TempDir
    private Path directory;

    private @Nullable TestMaven maven;

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

    @Test
    void pomOfAFleetIsPlannedAndPrinted(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan)
            throws Exception {
        writeFleet();

        plan.execute();

        assertThat(printed()).isEqualTo(resource("fleet-plan.txt"));
    }

    @Test
    void planTouchesNothing(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan) throws Exception {
        writeFleet();

        plan.execute();

        assertThat(directory.resolve("target")).doesNotExist();
        assertThat(log.text()).doesNotContain("Engine:");
    }

    @Test
    void planIsPrintedAsJsonAndNothingElse(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan)
            throws Exception {
        writeFleet();
        maven().commandLine("slipway.plan.format", "json");

        plan.execute();

        assertThat(log.text().replaceAll("(?m)^INFO ?", ""))
                .startsWith("\n{\n")
                .endsWith("\n}\n")
                .contains("\"alias\" : \"observer\"");
    }

    @Test
    void planIsWrittenToAFileOfTheModule(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan)
            throws Exception {
        writeFleet();
        maven().commandLine("slipway.plan.format", "JSON").commandLine("slipway.plan.output", "out/plans/fleet.json");

        plan.execute();

        Path file = directory.resolve("out/plans/fleet.json");
        assertThat(file).content().startsWith("{\n  \"format\" : 1,").endsWith("}\n");
        assertThat(log.text()).contains("The plan is in " + file).doesNotContain("observer");
        assertThat(directory.resolve("out/plans")).isDirectoryContaining("glob:**/fleet.json");
    }

    @Test
    void fileOfAModuleWithoutImagesIsNotTheOneOfAnotherDay(
            @InjectMojo(goal = "plan", pom = POMS + "no-images.xml") Mojo plan) throws Exception {
        file("plan.json", "of another day");
        maven().commandLine("slipway.plan.format", "json").commandLine("slipway.plan.output", "plan.json");

        plan.execute();

        assertThat(directory.resolve("plan.json")).content().contains("\"images\" : [ ]");
        assertThat(log.text()).contains("Nothing to do: this module has no images.");
    }

    @Test
    void fileThatCannotBeWrittenIsExplained(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan) {
        writeFleet();
        maven().commandLine("slipway.plan.output", "Dockerfile/plan.txt");

        assertThatThrownBy(plan::execute)
                .hasMessage("Cannot write " + directory.resolve("Dockerfile/plan.txt") + ": "
                        + directory.resolve("Dockerfile")
                        + " is a file and not a folder. Make the folder writable and see that its disk has room.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml"})
    void formatsOfPlansAreTextAndJson(String format, @InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan) {
        writeFleet();
        maven().commandLine("slipway.plan.format", format);

        assertThatThrownBy(plan::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("Cannot plan the images of this module: <planFormat>: '" + format
                        + "' is not a format of a plan. Use text or json.");
    }

    @Test
    void elementsWithoutAValueAreAsGoodAsNone(@InjectMojo(goal = "plan", pom = POMS + "empty-elements.xml") Mojo empty)
            throws Exception {
        file("Dockerfile", "FROM scratch\n");

        empty.execute();

        assertThat(printed()).isEqualTo(resource("zero-configuration-plan.txt"));
    }

    @Test
    void nothingIsNeededButADockerfile(@InjectMojo(goal = "plan", pom = NO_POM) Mojo plan) throws Exception {
        file("Dockerfile", "FROM scratch\n");

        plan.execute();

        assertThat(printed()).isEqualTo(resource("zero-configuration-plan.txt"));
    }

    @Test
    void commandLineOverridesThePom(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan) throws Exception {
        writeFleet();
        maven().commandLine("slipway.tags", "latest, {version}-x")
                .commandLine("slipway.registries", "localhost:5000")
                .commandLine("slipway.namespace", "")
                .commandLine("slipway.filter", "agent")
                .commandLine("slipway.images.agent.args.MORE", "1")
                .commandLine("slipway.images.agent.tagSuffix", "")
                .commandLine("slipway.pullPolicy", "always");

        plan.execute();

        assertThat(printed())
                .contains("  Tags        1.4.0-x (fixed), latest (floating)")
                .contains("  Push        localhost:5000, repository openclaw-agent")
                .contains("  Arguments   KEY, MORE")
                .contains("  Pull        always")
                .doesNotContain("observer")
                .doesNotContain("ghcr.io");
    }

    @Test
    void patchesHaveAShortFormAndALongOne(@InjectMojo(goal = "plan", pom = POMS + "patches.xml") Mojo plan)
            throws Exception {
        writePatched();

        plan.execute();

        assertThat(printed()
                        .lines()
                        .map(line -> line.replaceFirst("INFO ?", ""))
                        .filter(line -> line.matches("\\w.*|  Patch .*")))
                .containsExactly(
                        "Plan for 2 images, engine auto",
                        "agent (agent)",
                        "  Patch       patches/matrix/a.patch: changes app.js",
                        "  Patch       patches/web/b.patch: changes packages/web/app.js, hunk 1 fits with fuzz 1",
                        "  Patch       patches/openclaw/c.patch: in the image, at /usr/lib/openclaw",
                        "scout (scout)",
                        "  Patch       patches/for-all/d.patch: makes new.js");
    }

    @Test
    void directoriesOfPatchesCanBeNamedOnTheCommandLine(
            @InjectMojo(goal = "plan", pom = POMS + "patches.xml") Mojo plan) throws Exception {
        writePatched();
        maven().commandLine("slipway.patches", "patches/matrix, patches/for-all");

        plan.execute();

        assertThat(printed()).doesNotContain("patches/web", "patches/openclaw").contains("""
                        INFO   Patch       patches/matrix/a.patch: changes app.js
                        INFO   Patch       patches/for-all/d.patch: makes new.js
                        """);
    }

    @Test
    void numbersOfPatchesAreNotMavensProblem(@InjectMojo(goal = "plan", pom = POMS + "wrong-patches.xml") Mojo plan) {
        writePatched();

        assertThatThrownBy(plan::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        Cannot plan the images of this module, 5 problems:
                          - <patches><patch>[patches/matrix]<strip>: 'one' is not a number of path segments. Write 0, 1, 2 \
                        and so on, as -p of patch has it.
                          - <patches><patch>[patches/matrix]<fuzz>: '-1' is not a number of lines. Write 0, 1, 2 and so \
                        on, as -F of patch has it.
                          - <patches><patch>: a patch has no directory. Write it as <patch>patches/app</patch>, or in its \
                        <directory>.
                          - <imageSets><imageSet>[fleet]<patches><patch>[patches/matrix]<into>: '../web' leads out of the \
                        context. Write a folder of the context, such as packages/web, or another <contextDir>.
                          - <imageSets><imageSet>[fleet]<patches><patch>[patches/matrix]<onApplied>: 'ignore' does not \
                        say what becomes of a patch that is applied already. Use skip or fail.""");
    }

    @Test
    void registriesHaveAShortFormAndALongOne(@InjectMojo(goal = "plan", pom = POMS + "registries.xml") Mojo plan)
            throws Exception {
        file("Dockerfile", "FROM scratch\n");

        plan.execute();

        assertThat(pushes())
                .containsExactly(
                        "ghcr.io/acme, repository acme/agent",
                        "localhost:5000, repository agent (optional; without TLS where there is none)",
                        "ecr:eu-west-1 with the profile ci as arn:aws:iam::123456789012:role/push, repository agent"
                                + " (created if missing: AES256, scan on push)",
                        "quay.io/scouts, repository scouts/scout");
    }

    @Test
    void registriesOfTheCommandLineTakeThePlaceOfThePoms(
            @InjectMojo(goal = "plan", pom = POMS + "registries.xml") Mojo plan) throws Exception {
        file("Dockerfile", "FROM scratch\n");
        maven().commandLine("slipway.registries", "localhost:5001, quay.io/all")
                .commandLine("slipway.images.scout.registries", "docker.io/scouts");

        plan.execute();

        assertThat(pushes())
                .containsExactly(
                        "localhost:5001, repository agent",
                        "quay.io/all, repository all/agent",
                        "docker.io/scouts, repository scouts/scout");
    }

    @Test
    void emptyListOfRegistriesOnTheCommandLineIsNone(
            @InjectMojo(goal = "plan", pom = POMS + "registries.xml") Mojo plan) throws Exception {
        file("Dockerfile", "FROM scratch\n");
        maven().commandLine("slipway.registries", "");

        plan.execute();

        assertThat(pushes()).containsExactly("nowhere (no <registries>)", "nowhere (no <registries>)");
    }

    private List<String> pushes() {
        return log.lines().stream()
                .filter(line -> line.startsWith("INFO   Push  "))
                .map(line -> line.substring("INFO   Push        ".length()))
                .toList();
    }

    @Test
    void whatIsWrongWithRegistriesAndPushesIsSaidAtOnce(
            @InjectMojo(goal = "plan", pom = POMS + "wrong-registries.xml") Mojo plan) {
        file("Dockerfile", "FROM scratch\n");
        maven().commandLine("slipway.push.retries", "-1");

        assertThatThrownBy(plan::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        Cannot plan the images of this module, 6 problems:
                          - <push><retries>: '-1' is not a number of retries. Write one from 0 to 100, such as 5.
                          - <push><timeout>: 'soon' is not a duration. Write one such as PT10M (ten minutes) or 600 \
                        (seconds).
                          - <registries><registry>: a registry has no name. Write it as \
                        <registry>ghcr.io/acme</registry>, or in its <name>.
                          - <registries><registry>[ghcr.io]<profile>: the registry is none of Amazon ECR, and AWS has no \
                        login for it. Leave out <profile>; its login belongs into settings.xml or docker's config.json.
                          - <imageSets><imageSet>[fleet]<registries><registry>[ecr]<roleArn>: 'push' is not the ARN of a \
                        role. Write one such as arn:aws:iam::123456789012:role/push.
                          - <imageSets><imageSet>[fleet]<registries><registry>[ecr]<insecure>: Amazon ECR is only spoken \
                        to over TLS. Leave out <insecure>.""");
    }

    private void writePatched() {
        file("Dockerfile", "FROM scratch\n");
        file("app.js", "one\n");
        file("packages/web/app.js", "1\nhere\n    x  = 1;\nthere\n");
        file("patches/matrix/a.patch", "--- a/app.js\n+++ b/app.js\n@@ -1 +1 @@\n-one\n+two\n");
        file(
                "patches/web/b.patch",
                "--- app.js\n+++ app.js\n@@ -1,4 +1,4 @@\n other\n here\n-  x = 1;\n+  x = 2;\n there\n");
        file("patches/openclaw/c.patch", "--- a/app.js\n+++ b/app.js\n@@ -1 +1 @@\n-one\n+two\n");
        file("patches/for-all/d.patch", "--- /dev/null\n+++ b/new.js\n@@ -0,0 +1 @@\n+new\n");
    }

    @Test
    void propertiesOfThePomFillInWhatItsConfigurationLeavesOpen(
            @InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan) throws Exception {
        writeFleet();
        maven().property("slipway.tags", "never-seen")
                .property("slipway.namespace", "never-seen")
                .property("slipway.images.agent.args.MORE", "1")
                .property("slipway.images.observer.pullPolicy", "always");

        plan.execute();

        assertThat(printed())
                .contains("  Arguments   KEY, MORE")
                .contains("  Pull        always")
                .doesNotContain("never-seen");
    }

    @Test
    void everyValueOfEcrHasAProperty(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan) {
        writeFleet();
        maven().commandLine("slipway.ecr.accountId", "1")
                .commandLine("slipway.ecr.encryption", "2")
                .commandLine("slipway.ecr.kmsKey", "3")
                .commandLine("slipway.ecr.tagMutability", "4")
                .commandLine("slipway.ecr.keepLast", "5")
                .commandLine("slipway.ecr.lifecyclePolicy", "6");

        assertThatThrownBy(plan::execute)
                .hasMessageContaining("4 problems")
                .hasMessageContaining("<ecr><accountId>: '1' is not")
                .hasMessageContaining("<ecr><encryption>: '2' is not")
                .hasMessageContaining("<ecr><tagMutability>: '4' is not")
                .hasMessageContaining("<ecr>: more than one of <expireAfterDays>, <keepLast> and <lifecyclePolicy>");
    }

    @Test
    void switchesOfEcrHavePropertiesToo(@InjectMojo(goal = "plan", pom = POMS + "fleet.xml") Mojo plan)
            throws Exception {
        writeFleet();
        maven().commandLine("slipway.ecr.scanOnPush", "false").commandLine("slipway.ecr.tagMutability", "immutable");
        plan.execute();
        assertThat(printed()).contains("(created if missing: AES256, immutable tags, lifecycle policy)");

        maven().commandLine("slipway.ecr.createRepositories", "false");
        plan.execute();
        assertThat(printed()).contains("(must exist)");
    }

    @Test
    void skippedImageIsWokenByItsOwnPropertyAlone(
            @InjectMojo(goal = "plan", pom = POMS + "skipped-image.xml") Mojo plan) throws Exception {
        file("Dockerfile", "FROM scratch\n");
        maven().commandLine("slipway.skip", "false");
        plan.execute();
        assertThat(printed()).contains("Plan for 1 image").doesNotContain("scout");

        maven().commandLine("slipway.images.scout.skip", "false");
        plan.execute();
        assertThat(printed()).contains("Plan for 2 images").contains("scout (fleet/scout)");
    }

    @Test
    void emptyListOfImagesSaysThatTheModuleHasNone(@InjectMojo(goal = "build", pom = POMS + "no-images.xml") Mojo build)
            throws Exception {
        file("Dockerfile", "FROM scratch\n");

        build.execute();

        assertThat(log.lines()).containsExactly("INFO Nothing to do: this module has no images.");
    }

    @Test
    void everythingWrongIsSaidAtOnceAsAFailureOfTheProject(
            @InjectMojo(goal = "build", pom = POMS + "wrong.xml") Mojo build) {
        file("Dockerfile", "FROM scratch\n");

        assertThatThrownBy(build::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        Cannot plan the images of this module, 4 problems:
                          - <engine>: 'podman' is not an engine. Use auto, buildkit or docker.
                          - <tags>: 'semver-foo' is not a tag keyword. Use one of latest, latest-release, semver, \
                        semver-minor, semver-major, sha, branch, timestamp, or a template.
                          - <images><image>[2]<name>: the image has no name. Add <name>, such as <name>app</name>.
                          - <images><image>[2]<target>: Dockerfile has no stage 'builder'. Name a stage there with \
                        FROM … AS builder.""");
        assertThat(directory.resolve("target")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slipway.skip", "slipway.skip.build"})
    void skippedGoalDoesNotEvenLookAtThePom(
            String property, @InjectMojo(goal = "build", pom = POMS + "wrong.xml") Mojo build) throws Exception {
        maven().commandLine(property, "true");

        build.execute();

        assertThat(log.lines()).containsExactly("INFO Nothing to do: it is skipped.");
    }

    @Test
    void everyGoalHasASkipOfItsOwn(
            @InjectMojo(goal = "push", pom = POMS + "wrong.xml") Mojo push,
            @InjectMojo(goal = "tag", pom = POMS + "wrong.xml") Mojo tag,
            @InjectMojo(goal = "plan", pom = POMS + "wrong.xml") Mojo plan)
            throws Exception {
        maven().commandLine("slipway.skip.push", "true")
                .commandLine("slipway.skip.tag", "true")
                .commandLine("slipway.skip.plan", "true");

        push.execute();
        tag.execute();
        plan.execute();

        assertThat(log.lines()).hasSize(3).containsOnly("INFO Nothing to do: it is skipped.");
    }

    @Test
    void commandLineWakesAGoalThatThePomSkips(
            @InjectMojo(goal = "plan", pom = NO_POM) @MojoParameter(name = "skip", value = "true") Mojo plan)
            throws Exception {
        plan.execute();
        maven().commandLine("slipway.skip", "false");
        plan.execute();

        assertThat(log.lines())
                .containsExactly(
                        "INFO Nothing to do: it is skipped.", "INFO Nothing to do: this module has no images.");
    }

    @Test
    void moduleWithoutImagesAsksNoEngine(
            @InjectMojo(goal = "build", pom = NO_POM) Mojo build,
            @InjectMojo(goal = "push", pom = NO_POM) Mojo push,
            @InjectMojo(goal = "tag", pom = NO_POM) Mojo tag)
            throws Exception {
        build.execute();
        push.execute();
        tag.execute();

        assertThat(log.lines()).hasSize(3).containsOnly("INFO Nothing to do: this module has no images.");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void filterThatSelectsNothingSaysSo(@InjectMojo(goal = "build", pom = POMS + "fleet.xml") Mojo build)
            throws Exception {
        writeFleet();
        maven().commandLine("slipway.filter", "nobody,no-*");

        build.execute();

        assertThat(log.lines())
                .containsExactly("INFO Nothing to do: this module has no images that 'nobody,no-*' selects.");
    }

    private void writeFleet() {
        file("docker-files/aws/Dockerfile.agent", "FROM scratch\n");
        file("Dockerfile", "FROM scratch AS runtime\n");
        file("app.txt", "12345");
    }

    private void file(String path, String content) {
        FakeHome.write(directory.resolve(path), content);
    }

    private String printed() {
        return String.join("\n", log.lines()).replace(directory.toString(), "MODULE") + "\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConfigurationTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
