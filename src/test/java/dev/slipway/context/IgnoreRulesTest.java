package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    private static final Path FILE = Path.of("app", ".dockerignore");

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvFileSource(resources = "patterns.tsv", delimiter = '\t', quoteCharacter = '\u0001')
    void matchesWhatDockerMatches(String patterns, String path, boolean ignored) {
        assertThat(rules(patterns.split(" ; ")).ignores(path)).isEqualTo(ignored);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "malformed-patterns.tsv", delimiter = '\t', quoteCharacter = '\u0001')
    void refusesWhatDockerRefuses(String pattern, String problem) {
        assertThatThrownBy(() -> rules("target", pattern))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("Cannot read " + FILE + ":2 for the build context: in the pattern «" + pattern
                        + "» " + problem);
    }

    @Test
    void saysWhatToWriteInsteadOfAMalformedPattern() {
        assertThatThrownBy(() -> IgnoreRules.parse("a\n\nb[", FILE))
                .hasMessage(
                        "Cannot read " + FILE + ":3 for the build context: in the pattern «b[» its «[» is never closed."
                                + " Close it with «]», or write «\\[» for a bracket in a name.");
    }

    @Test
    void readsLinesAsDockerDoes() {
        String text = "\uFEFFtest1\n/test2\r\n/a/file/here\n\n   \t\nlastfile\n# this is a comment\n #no comment\n"
                + "! /inverted/abs/path\n  spaced out \u00A0\n./a//b/../c/\n\uFEFFnot a mark";

        assertThat(IgnoreRules.parse(text, FILE).patterns())
                .containsExactly(
                        "test1",
                        "test2",
                        "a/file/here",
                        "lastfile",
                        "#no comment",
                        "!inverted/abs/path",
                        "spaced out",
                        "a/c",
                        "\uFEFFnot a mark");
    }

    @Test
    void takesAMarkedCommentForAComment() {
        assertThat(IgnoreRules.parse("\uFEFF# comment\nx", FILE).patterns()).containsExactly("x");
    }

    @Test
    void ignoresNothingWithoutRules() {
        assertThat(IgnoreRules.none().ignores("any/path/there")).isFalse();
        assertThat(IgnoreRules.parse("", FILE).patterns()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: below {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            node_modules                       | node_modules     | false
            node_modules;!node_modules/keep/me | node_modules     | true
            node_modules;!node_modules/keep/me | node_modules/x   | false
            *;!src                             | docs             | false
            *;!**/pom.xml                      | docs             | true
            **;!*/keep                         | a                | true
            **;!*/keep                         | a/b              | false
            **;!src/[a-z]?/*.java              | src/x1           | true
            **;!src/[a-z]?/*.java              | src/1            | false
            **;!src/[a-z]?/*.java              | test             | false
            **;!src/gen**                      | src              | true
            !**/pom.xml;target                 | target           | false
            """)
    void walksIgnoredFoldersOnlyWhereAnExceptionCouldLie(String patterns, String folder, boolean mayHold) {
        IgnoreRules rules = rules(patterns.split(";"));

        assertThat(rules.ignores(folder)).isTrue();
        assertThat(rules.mayHoldExceptions(folder)).isEqualTo(mayHold);
    }

    @Test
    void keepsTheDockerfileOfIgnoredFolders() {
        IgnoreRules rules = rules("*", "docker").including(List.of("docker/Dockerfile[1]", ".dockerignore"));

        assertThat(rules.ignores("docker/Dockerfile[1]")).isFalse();
        assertThat(rules.ignores(".dockerignore")).isFalse();
        assertThat(rules.ignores("docker/other")).isTrue();
        assertThat(rules.patterns()).containsExactly("*", "docker", "!docker/Dockerfile\\[1\\]", "!.dockerignore");
    }

    @Test
    void addsNoExceptionForWhatIsNotIgnored() {
        assertThat(rules("target").including(List.of("Dockerfile")).patterns()).containsExactly("target");
    }

    @Test
    void saysWhichLineIsNotUtf8(@TempDir Path folder) throws Exception {
        Path file =
                Files.write(folder.resolve(".dockerignore"), "a\nb\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> IgnoreRules.read(file))
                .hasMessage("Cannot read " + file + ":3 for the build context: it is not UTF-8 text."
                        + " Save the file in UTF-8.");
    }

    @Test
    void refusesAFolderForAnIgnoreFile(@TempDir Path folder) {
        assertThatThrownBy(() -> IgnoreRules.read(folder))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("Cannot read " + folder + " for the build context: ");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "patterns.tsv", delimiter = '\t', quoteCharacter = '\u0001')
    void matchesTheSameAmongThousandsOfOthers(String patterns, String path, boolean ignored) {
        List<String> lines = new ArrayList<>(List.of(patterns.split(" ; ")));
        String[] pieces = {"a", "dir/", "**/foo", "*.txt", "util/*", "a*", "**/*l*"};
        IntStream.range(0, 1000).forEach(i -> lines.add(0, pieces[i % pieces.length] + "-other-" + i));

        assertThat(rules(lines.toArray(String[]::new)).ignores(path)).isEqualTo(ignored);
    }

    @Test
    void isQuickWithThousandsOfPatternsAndTensOfThousandsOfFiles() {
        String[] lines = IntStream.range(0, 12_000)
                .mapToObj(i -> switch (i % 4) {
                    case 0 -> "module" + i % 60 + "/src/File" + i + ".java";
                    case 1 -> "**/*.ext" + i;
                    case 2 -> "**/b?" + i + "/[a-z]*";
                    default -> "!module" + i % 60 + "/*/gen" + i + "/**";
                })
                .toArray(String[]::new);
        IgnoreRules rules = rules(lines);

        long ignored = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> IntStream.range(0, 50_000)
                        .filter(i -> rules.ignores("module" + i % 60 + "/src/File" + i + ".java"))
                        .count());

        assertThat(ignored).isEqualTo(3_000);
    }

    private static IgnoreRules rules(String... lines) {
        return IgnoreRules.parse(String.join("\n", lines), FILE);
    }
}
