package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases are those of BuildKit's parser_heredoc_test.go. */
class HeredocTest {

    @Test
    void heredocHoldsItsLinesUpToItsName() {
        assertThat(heredocs("RUN <<EOF\n# inside\n\techo $X \\\nEOF"))
                .containsExactly(new Heredoc("EOF", "# inside\n\techo $X \\\n", true, false, 0));
        assertThat(heredocs("RUN 3<<EMPTY\nEMPTY")).containsExactly(new Heredoc("EMPTY", "", true, false, 3));
        assertThat(heredocs("RUN <<EOF python3\nprint()\nEOF"))
                .containsExactly(new Heredoc("EOF", "print()\n", true, false, 0));
    }

    @Test
    void dashLetsTabsStandBeforeTheName() {
        assertThat(heredocs("RUN <<-END\n\tbaz\n\tEND")).containsExactly(new Heredoc("END", "\tbaz\n", true, true, 0));
    }

    @Test
    void quotedNameKeepsVariables() {
        assertThat(heredocs("RUN <<-'END'\n\t$X\nEND")).containsExactly(new Heredoc("END", "\t$X\n", false, true, 0));
        assertThat(heredocs("RUN <<\"END\"\nEND")).containsExactly(new Heredoc("END", "", false, false, 0));
        assertThat(heredocs("RUN <<eo'f'\nx\neof")).containsExactly(new Heredoc("eof", "x\n", false, false, 0));
        assertThat(heredocs("RUN <<eo\\'f\nx\neo'f")).containsExactly(new Heredoc("eo'f", "x\n", true, false, 0));
        assertThat(heredocs("RUN <<'e'o\\'f\nx\neo'f")).containsExactly(new Heredoc("eo'f", "x\n", false, false, 0));
        assertThat(heredocs("RUN <<'one two'\nx\none two"))
                .containsExactly(new Heredoc("one two", "x\n", false, false, 0));
    }

    @Test
    void nameMayStandApartOrLookLikeAVariable() {
        assertThat(heredocs("RUN <<  EOF  > foo\nEOF")).containsExactly(new Heredoc("EOF", "", true, false, 0));
        assertThat(heredocs("RUN <<$EOF\n$EOF")).containsExactly(new Heredoc("$EOF", "", true, false, 0));
    }

    @Test
    void severalOfOneLineFollowEachOther() {
        assertThat(heredocs("COPY <<X <<Y /dest\nY\nX\nX\nY"))
                .containsExactly(new Heredoc("X", "Y\n", true, false, 0), new Heredoc("Y", "X\n", true, false, 0));
        assertThat(heredocs("COPY --chmod=755 <<a.sh \\\n  <<b.sh /dest\n1\na.sh\n2\nb.sh"))
                .extracting(Heredoc::content)
                .containsExactly("1\n", "2\n");
    }

    @Test
    void instructionAfterAHeredocHasItsOwnLine() {
        Dockerfile dockerfile =
                Dockerfile.parse("FROM a\nRUN <<EOF\nFROM b\nEOF\nONBUILD RUN <<EOF\nRUN c\nEOF\nCMD d");

        assertThat(dockerfile.instructions())
                .extracting(i -> i.firstLine() + "-" + i.lastLine() + " " + i.keyword())
                .containsExactly("1-1 FROM", "2-4 RUN", "5-7 ONBUILD", "8-8 CMD");
        assertThat(dockerfile.stages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER <<INVALID",
                "RUN \"<<NOHEREDOC\"",
                "RUN [\"cat\", \"<<EOF\"]",
                "RUN cat <<<EOF",
                "RUN echo ${x@Q} <<EOF",
                "RUN echo 'open <<EOF",
                "RUN 1 << 'a' 'b",
            })
    void otherTextIsNoHeredoc(String line) {
        assertThat(heredocs(line)).isEmpty();
    }

    @Test
    void heredocWithoutAnEndIsShownWithItsLine() {
        assertThatThrownBy(() -> Dockerfile.parse("Dockerfile.agent", "FROM a\nRUN cat <<EOF\nx\n EOF\n"))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Cannot read Dockerfile.agent:2: no line ends the here-document EOF"
                        + " in «RUN cat <<EOF». Write EOF alone on a line after it.");
    }

    private static List<Heredoc> heredocs(String text) {
        return Dockerfile.parse("FROM a\n" + text).instructions().get(1).heredocs();
    }
}
