package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParserDirectivesTest {

    @Test
    void directivesAtTheTopAreReadInAnyCaseAndSpacing() {
        ParserDirectives directives = of("# SynTax = docker/dockerfile:1 // opts\n#escape=`\n#  check = skip=all");

        assertThat(directives.syntax()).isEqualTo("docker/dockerfile:1");
        assertThat(directives.escape()).isEqualTo('`');
        assertThat(directives.check()).isEqualTo("skip=all");
    }

    @Test
    void withoutDirectivesTheBackslashEscapes() {
        assertThat(of("")).isEqualTo(new ParserDirectives(null, null, '\\'));
    }

    @Test
    void directiveAfterACommentABlankLineOrAnUnknownOneIsAComment() {
        assertThat(of("# comment\n# escape=`").escape()).isEqualTo('\\');
        assertThat(of("\n# escape=`").escape()).isEqualTo('\\');
        assertThat(of("# key=value\n# escape=`").escape()).isEqualTo('\\');
        assertThat(of("FROM a\n# escape=`").escape()).isEqualTo('\\');
    }

    @Test
    void backtickContinuesLinesAndLeavesBackslashesAlone() {
        Dockerfile dockerfile = Dockerfile.parse("# escape=`\nFROM a\nWORKDIR C:\\\nRUN dir `\n C:\\");

        assertThat(dockerfile.instructions())
                .extracting(Instruction::arguments)
                .containsExactly("a", "C:\\", "dir  C:\\");
    }

    @Test
    void otherEscapeCharacterIsShownWithItsLine() {
        assertThatThrownBy(() -> of("# syntax=x\n# escape=foo"))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Cannot read Dockerfile:2: the escape character is neither \\ nor `"
                        + " in «# escape=foo». Write # escape=\\ or # escape=`, or leave it out.");
    }

    private static ParserDirectives of(String head) {
        return Dockerfile.parse(head + "\nFROM a").directives();
    }
}
