package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.mojo.PatchMojo;
import dev.slipway.mojo.PlanMojo;
import dev.slipway.mojo.config.PatchConfig;
import dev.slipway.patch.PatchLabel;
import dev.slipway.testing.TestRepository;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/patches.md} shows what really happens. */
class PatchesPageTest {

    private static final Page PAGE = Page.read("docs/patches.md");
    private static final Page FIRST = PAGE.section("A first patch");
    private static final Page MOVED = PAGE.section("When a file has moved on");
    private static final Page MISFIT = PAGE.section("When a patch does not fit");
    private static final Page GOAL = PAGE.section("The goal patch");
    private static final Page UPDATE = PAGE.section("After an update of upstream");

    private static final String SERVER = "web/server.js";
    private static final String THREADS = "patches/web/threads.patch";
    private static final String CONFIGURATION = FIRST.blocks("xml").get(0).text();
    private static final String PREFIX = "Cannot plan the images of this module: <images><image>[agent]<patches>";

    @TempDir
    private Path folder;

    /** The project of the first section. */
    private SampleProject project() {
        return new SampleProject(folder)
                .with("Dockerfile", "FROM scratch\nCOPY . /\n")
                .with(".dockerignore", ".git\npatches\ntarget\n")
                .withFilesOf(FIRST);
    }

    private static String text(Page page, int number) {
        return page.blocks("text").get(number).text().stripTrailing();
    }

    private static Properties with(String name, String value) {
        Properties commandLine = new Properties();
        commandLine.setProperty(name, value);
        return commandLine;
    }

    /** What the goal patch says, as Maven writes it. */
    private static String patching(SampleProject project, String configuration) {
        return project.said("patch", new PatchMojo(), Xml.parse(configuration), new Properties())
                .replaceAll("(?m)^", "[INFO] ");
    }

    private static String firstLine(String log) {
        return log.lines().findFirst().orElse("");
    }

    private static String failure(SampleProject project, String configuration) {
        return project.failure("patch", new PatchMojo(), configuration);
    }

    private String file(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    @Test
    void firstPatchIsTheOneThatGitMakes() throws IOException {
        SampleProject project = project();
        project.repository().commit("All that is there");
        project.with(SERVER, file("web/server.js").replace("os.cpus().length", "1"));

        assertThat(project.repository().git("diff"))
                .isEqualTo(FIRST.files().get(THREADS).strip());
    }

    @Test
    void logNamesTheFirstPatch() throws IOException {
        SampleProject project = project();

        assertThat(firstLine(patching(project, CONFIGURATION))).isEqualTo(text(FIRST, 0));
        assertThat(file(SERVER)).isEqualTo(FIRST.files().get(SERVER));
        assertThat(file("target/slipway/agent/patched/" + SERVER)).contains("threads: 1,");
    }

    @Test
    void commandLineNamesDirectories() {
        SampleProject project = project().with("patches/agent/made.patch", making("agent.txt"));

        assertThat(PAGE.text()).contains("-Dslipway.patches=patches/web,patches/agent`");
        assertThat(project.plan(Xml.parse("<configuration/>"), with("slipway.patches", "patches/web,patches/agent")))
                .contains("  Patch       patches/web/threads.patch: changes " + SERVER)
                .contains("  Patch       patches/agent/made.patch: makes agent.txt");
    }

    private static String making(String path) {
        return "--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+made\n".formatted(path);
    }

    @Test
    void seriesSaysWhichPatchesAndInWhichOrder() {
        String series = PAGE.section("Which patches, in which order").files().get("patches/agent/series");
        SampleProject project = project()
                .with("patches/agent/series", series)
                .with("patches/agent/other.patch", "not named, so not read")
                .with(
                        "patches/agent/local/no-telemetry.patch",
                        change(SERVER, 7, "  telemetry: true,", "  telemetry: 0,"))
                .with("patches/agent/local/port.patch", change(SERVER, 7, "  telemetry: 0,", "  telemetry: null,"))
                .with("patches/agent/upstream/4711.diff", making("made.txt").replace("b/made.txt", "made.txt"));

        String plan = project.plan(Xml.parse("<configuration/>"), with("slipway.patches", "patches/agent"));

        assertThat(plan.lines().filter(line -> line.startsWith("  Patch ")))
                .containsExactly(
                        "  Patch       patches/agent/local/no-telemetry.patch: changes " + SERVER,
                        "  Patch       patches/agent/local/port.patch: changes " + SERVER,
                        "  Patch       patches/agent/upstream/4711.diff: makes made.txt");
    }

    private static String change(String path, int line, String from, String to) {
        return "--- a/%1$s\n+++ b/%1$s\n@@ -%2$d +%2$d @@\n-%3$s\n+%4$s\n".formatted(path, line, from, to);
    }

    @Test
    void tableNamesEverySettingWithItsDefault() {
        Page settings = PAGE.section("Settings");

        assertThat(settings.firstColumn())
                .containsExactlyElementsOf(Arrays.stream(PatchConfig.class.getDeclaredFields())
                        .filter(field -> !field.isSynthetic())
                        .map(Field::getName)
                        .toList());
        Map<String, String> defaults = settings.rows().stream()
                .filter(row -> row.get(1).startsWith("`"))
                .collect(Collectors.toMap(row -> Page.onlyCode(row.get(0)), row -> Page.onlyCode(row.get(1))));
        assertThat(defaults)
                .hasSize(4)
                .allSatisfy((element, value) -> assertThat(
                                settings.blocks("xml").get(0).text())
                        .contains("<" + element + ">" + value + "</" + element + ">"));
        assertThat(planWith(""))
                .isEqualTo(planWith(defaults.entrySet().stream()
                        .map(entry -> "<%1$s>%2$s</%1$s>".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())));
    }

    /** The plan of patches that each need one of the defaults. */
    private String planWith(String settings) {
        return project()
                .with("patches/there/there.patch", change(SERVER, 1, "nothing", "const http = require('http');"))
                .plan(
                        Xml.parse("<configuration><patches><patch>patches/web</patch><patch><directory>patches/there"
                                + "</directory>" + settings + "</patch></patches></configuration>"),
                        new Properties());
    }

    @Test
    void hunkThatMovedIsFound() {
        SampleProject project = project().withFilesOf(MOVED);

        assertThat(firstLine(patching(project, CONFIGURATION))).isEqualTo(text(MOVED, 0));
    }

    @Test
    void patchThatIsThereAlreadyIsLeftOut() throws IOException {
        SampleProject project = project();
        project.with(SERVER, file(SERVER).replace("os.cpus().length", "1"));

        assertThat(firstLine(patching(project, CONFIGURATION))).isEqualTo(text(MOVED, 1));
    }

    @Test
    void patchThatIsThereInPartIsAProblem() throws IOException {
        SampleProject project =
                project().with(THREADS, FIRST.files().get(THREADS) + change(".dockerignore", 1, "1", "2"));
        project.with(SERVER, file(SERVER).replace("os.cpus().length", "1"));

        assertThat(MOVED.text()).contains("A patch that is there in part is a problem.");
        assertThat(failure(project, CONFIGURATION))
                .contains("web/server.js has its change already, other files of the patch have not");
    }

    @Test
    void patchThatDoesNotFitIsAFailureOfEveryGoal() {
        SampleProject project = project().withFilesOf(MISFIT);

        assertThat(failure(project, CONFIGURATION)).isEqualTo(text(MISFIT, 0));
        assertThat(project.failure("plan", new PlanMojo(), CONFIGURATION)).isEqualTo(text(MISFIT, 0));
    }

    static Stream<List<String>> refusals() {
        return PAGE.section("What may be patched").rows().stream();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyRefusalIsWorded(List<String> row) {
        SampleProject project = new SampleProject(folder)
                .with("Dockerfile", "FROM scratch\nCOPY . /\n")
                .with(SERVER, "1\n")
                .with(".dockerignore", "*.txt\nweb/*.log\n")
                .with("web/build.log", "1\n");
        String settings = prepare(project, row.get(0));
        String patch = "<patch><directory>patches/web</directory>" + settings + "</patch>";

        assertThat(failure(
                        project,
                        "<configuration><images><image><name>agent</name><patches>" + patch
                                + "</patches></image></images></configuration>"))
                .isEqualTo(PREFIX
                        + row.get(1)
                                .replaceFirst("^`(?=<)", "")
                                .replaceFirst("^`", ": ")
                                .replaceFirst("`$", ""));
    }

    /** Makes what is refused, and says with which settings. */
    private String prepare(SampleProject project, String what) {
        String file = "patches/web/x.patch";
        switch (what) {
            case "a name that goes up" -> project.with(file, change("../passwd", 1, "1", "2"));
            case "an absolute name" ->
                project.with(
                        file, change("x", 1, "1", "2").replace("a/x", "/etc/x").replace("b/x", "/etc/x"));
            case "a file behind a symbolic link" -> link(project).with(file, change("current/server.js", 1, "1", "2"));
            case "an ignored file" -> project.with(file, change("web/build.log", 1, "1", "2"));
            case "a missing file" -> project.with(file, change("web/gone.js", 1, "1", "2"));
            case "a missing file that another `strip` finds" ->
                project.with(file, change("app/web/server.js", 1, "1", "2"));
            case "a new file that is there already" -> project.with(file, making(SERVER));
            case "a diff that is cut off" ->
                project.with(file, change(SERVER, 1, "1", "2").replaceFirst("(?s)\\+2.*", ""));
            case "a binary file" -> project.with(file, "\0\1");
            case "a diff without the content of a binary file" ->
                project.with(file, "diff --git a/logo.png b/logo.png\nBinary files a/logo.png and b/logo.png differ\n");
            case "no such directory" -> project.with("patches/other", "");
            case "a directory without patches" -> project.with("patches/web/README", "");
            case "an unknown name in `series`" ->
                project.with("patches/web/series", "y.patch\n").with(file, change(SERVER, 1, "1", "2"));
            case "an unknown option in `series`" ->
                project.with("patches/web/series", "x.patch -F2\n").with(file, change(SERVER, 1, "1", "2"));
            case "a name in `series` that leads out" -> project.with("patches/web/series", "../x.patch\n");
            case "both `into` and `imagePath`" -> project.with(file, change(SERVER, 1, "1", "2"));
            case "with `onApplied` `fail`, a change that is there already" ->
                project.with(file, change(SERVER, 1, "0", "1"));
            default -> throw new AssertionError("No such case: " + what);
        }
        return switch (what) {
            case "an absolute name" -> "<strip>0</strip>";
            case "both `into` and `imagePath`" -> "<into>web</into><imagePath>/usr</imagePath>";
            case "with `onApplied` `fail`, a change that is there already" -> "<onApplied>fail</onApplied>";
            default -> "";
        };
    }

    private SampleProject link(SampleProject project) {
        try {
            Files.createSymbolicLink(folder.resolve("current"), Path.of("web"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return project;
    }

    @Test
    void goalWritesWhatItSays() throws IOException {
        SampleProject project = project();

        assertThat(patching(project, CONFIGURATION)).isEqualTo(text(GOAL, 0));
        assertThat(file("target/slipway/agent/patched.diff"))
                .isEqualTo(GOAL.blocks("diff").get(0).text());
        assertThat(GOAL.firstColumn())
                .allSatisfy(path -> assertThat(folder.resolve(path.replace("ALIAS", "agent")))
                        .exists());
    }

    @Test
    void checkOfTheJobWritesNothing() {
        assertThat(GOAL.blocks("yaml").get(0).text()).contains(" slipway:patch -Dslipway.patch.check\n");

        project().said("patch", new PatchMojo(), Xml.parse(CONFIGURATION), with("slipway.patch.check", "true"));

        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void fuzzMakesAPatchThatFitsWithoutIt() throws IOException {
        SampleProject project = project();
        project.with(SERVER, file(SERVER).replace("const settings", "const options"));
        String patch = "<configuration><images><image><name>agent</name><patches><patch><directory>patches/web"
                + "</directory>%s</patch></patches></image></images></configuration>";
        assertThat(failure(project, patch.formatted(""))).contains("with <fuzz>2</fuzz> it would fit at line ");

        patching(project, patch.formatted("<fuzz>2</fuzz>"));
        project.with(THREADS, file("target/slipway/agent/patched.diff"));

        assertThat(firstLine(patching(project, CONFIGURATION))).isEqualTo(text(FIRST, 0));
    }

    @Test
    void gitMergesAPatchWithAnUpdate() throws IOException {
        SampleProject project = project();
        TestRepository git = project.repository().commit("Upstream");
        project.withFilesOf(MISFIT);
        git.commit("Update");
        String commands = UPDATE.blocks("sh").get(0).text();
        assertThat(failureOf(() -> git.git("apply", "--3way", THREADS))).contains("with conflicts");
        assertThat(file(SERVER)).contains("<<<<<<< ours", "threads: 1,");

        project.with(
                SERVER,
                file(SERVER)
                        .replaceFirst("(?s)<<<<<<<.*>>>>>>> theirs", "  threads: Number(process.env.THREADS) || 1,"));
        git.git("diff", "--output=" + THREADS, "HEAD", SERVER);
        git.git("checkout", "HEAD", SERVER);

        assertThat(commands)
                .contains("git apply --3way " + THREADS, "git diff HEAD " + SERVER + " > " + THREADS)
                .contains("git checkout HEAD " + SERVER);
        assertThat(file(THREADS)).isEqualTo(UPDATE.blocks("diff").get(0).text());
        assertThat(firstLine(patching(project, CONFIGURATION))).isEqualTo(text(FIRST, 0));
    }

    private static String failureOf(Runnable command) {
        try {
            command.run();
        } catch (IllegalStateException | AssertionError e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("It did not fail");
    }

    @Test
    void labelIsTheOneOfAMovedPatch() throws JsonProcessingException {
        String plan = project().withFilesOf(MOVED).plan(Xml.parse(CONFIGURATION), with("slipway.plan.format", "json"));

        assertThat(PAGE.section("What an image was patched with")
                        .blocks("sh")
                        .get(0)
                        .text())
                .contains("\"" + PatchLabel.NAME + "\"");
        String label = PAGE.section("What an image was patched with")
                .blocks("json")
                .get(0)
                .text();
        assertThat(new ObjectMapper()
                        .readTree(plan)
                        .at("/images/0/labels/dev.slipway.patches")
                        .asText())
                .isEqualTo(label.strip());
    }

    @Test
    void everyBlockIsChecked() {
        assertThat(Stream.of("text", "xml", "diff", "json", "sh", "yaml", "js", "dockerfile")
                        .map(language -> PAGE.blocks(language).size()))
                .containsExactly(8, 3, 4, 1, 4, 1, 3, 1);
    }
}
