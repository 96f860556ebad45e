package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.ImageTag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the page of tags is planned, in a git repository of its own. */
class TagsPageTest {

    private static final Page PAGE = Page.read("docs/tags.md");
    private static final Pattern NAME_OR_TAGS = Pattern.compile("(?m)^\\S+ \\(\\S+\\)$|^  Tags .*$");

    @TempDir
    private Path folder;

    static Stream<List<String>> rows(String section, int columns) {
        return PAGE.section(section).rows().stream().filter(row -> row.size() == columns);
    }

    static Stream<List<String>> keywords() {
        return rows("Keywords", 4);
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void everyKeywordMakesItsTag(List<String> row) {
        assertThat(project("1.4.2", "on `main`").tags(Page.code(row.get(0))))
                .containsExactly(tag(row.get(2), row.get(3)));
        List<String> template = Page.code(row.get(1));
        if (!template.isEmpty()) {
            assertThat(project("1.4.2", "on `main`").tags(template)).containsExactly(tag(row.get(2), row.get(3)));
        }
    }

    static Stream<List<String>> templates() {
        return rows("Templates", 4);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateMakesItsTag(List<String> row) {
        assertThat(project("1.4.2", "on `main`, git tag `v1.4.2`").tags(Page.code(row.get(0))))
                .containsExactly(tag(row.get(1), row.get(2)));
    }

    static Stream<List<String>> branches() {
        return rows("Templates", 2);
    }

    @ParameterizedTest
    @MethodSource("branches")
    void everyBranchBecomesItsTag(List<String> row) {
        assertThat(project("1.4.2", "on " + row.get(0)).tags(List.of("{branch}")))
                .containsExactly(tag(row.get(1), "floating"));
    }

    static Stream<List<String>> versions() {
        return rows("Versions", 5);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionMakesItsTags(List<String> row) {
        TaggedProject project = project(Page.onlyCode(row.get(0)), "on `main`");
        assertThat(project.tags(List.of("semver"))).containsExactly(tag(row.get(1), row.get(2)));
        assertThat(project.names(List.of("latest", "semver-minor"))).isEqualTo(latestAnd(row.get(3)));
        assertThat(project.names(List.of("latest", "semver-major"))).isEqualTo(latestAnd(row.get(4)));
    }

    private static List<String> latestAnd(String cell) {
        List<String> names = new ArrayList<>(List.of("latest"));
        names.addAll(Page.code(cell));
        names.sort(null);
        return names;
    }

    static Stream<List<String>> timestamps() {
        return rows("Dates", 2);
    }

    @ParameterizedTest
    @MethodSource("timestamps")
    void everyTimestampMakesItsDate(List<String> row) {
        Properties commandLine = new Properties();
        commandLine.setProperty("project.build.outputTimestamp", Page.onlyCode(row.get(0)));
        String plan = new SampleProject(folder)
                .with("Dockerfile", "FROM scratch\n")
                .plan(
                        Xml.parse("<configuration><tags><tag>{date:yyyyMMdd-HHmm}</tag></tags></configuration>"),
                        commandLine);
        assertThat(plan).contains("  Tags        " + Page.onlyCode(row.get(1)) + " (fixed)\n");
    }

    static Stream<List<String>> services() {
        return rows("Branches", 3);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceNamesItsBranch(List<String> row) {
        assertThat(project("1.4.2", "detached, " + row.get(1)).tags(List.of("branch")))
                .containsExactly(tag(row.get(2), "floating"));
        String withoutMark = row.get(1).replaceFirst("^`[^`]+` ", "");
        assertThat(project("1.4.2", "detached, " + withoutMark).problems(List.of("branch")))
                .hasSize(1);
    }

    static Stream<List<String>> gitTags() {
        return rows("Git tags", 2);
    }

    @ParameterizedTest
    @MethodSource("gitTags")
    void everyGitTagIsChosen(List<String> row) {
        String tags = row.get(0).replace("`", " ").strip().replaceAll(" +", "`, git tag `");
        assertThat(project("1.4.2", "git tag `" + tags + "`").tags(List.of("{gitTag}")))
                .containsExactly(tag(row.get(1), "fixed"));
    }

    static Stream<List<String>> examples() {
        return rows("Examples", 5);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleMakesItsTags(List<String> row) {
        String[] tags = row.get(2).split(" with the suffix ", 2);
        TaggedProject project = project(Page.onlyCode(row.get(0)), row.get(1));
        if (tags.length == 2) {
            project.suffix(Page.onlyCode(tags[1]));
        }
        List<String> expected = new ArrayList<>();
        Page.code(row.get(3)).forEach(name -> expected.add(name + " (fixed)"));
        Page.code(row.get(4)).forEach(name -> expected.add(name + " (floating)"));
        assertThat(project.tags(Page.code(tags[0]))).containsExactlyElementsOf(expected);
    }

    static Stream<List<String>> problems() {
        return rows("When there is no such tag", 4);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemIsTheOneThatIsReported(List<String> row) {
        assertThat(project(Page.onlyCode(row.get(0)), row.get(1)).problems(Page.code(row.get(2))))
                .containsExactly("<images><image>[fleet]<tags>: " + row.get(3));
    }

    @Test
    void thePlanOfTheFirstConfigurationShowsTheTagsOfThePage() {
        SampleProject project = new SampleProject(folder)
                .withFilesFor(Xml.parse(PAGE.blocks("xml").get(0).text()));
        String plan = project.plan(Xml.parse(PAGE.blocks("xml").get(0).text()), new Properties());
        assertThat(String.join("\n", new Page(PAGE.file(), plan).found(NAME_OR_TAGS)))
                .isEqualTo(PAGE.blocks("text").get(0).text().strip());
    }

    @Test
    void noTableIsLeftOut() {
        long read = Stream.of(
                        keywords(),
                        templates(),
                        branches(),
                        versions(),
                        timestamps(),
                        services(),
                        gitTags(),
                        examples(),
                        problems())
                .mapToLong(Stream::count)
                .sum();
        assertThat(PAGE.rows()).hasSize((int) read);
    }

    private TaggedProject project(String version, String git) {
        return new TaggedProject(folder, version, git);
    }

    private static String tag(String name, String kind) {
        return Page.onlyCode(name) + " (" + kind + ")";
    }

    static String shown(ImageTag tag) {
        return tag + (tag.floating() ? " (floating)" : " (fixed)");
    }
}
