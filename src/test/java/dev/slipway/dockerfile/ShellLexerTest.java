package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLexerTest {

    private static final Map<String, String> SET = Map.of("PWD", "/home", "SHELL", "bash", "KOREAN", "한국어", "NULL", "");

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("substitutions")
    void wordBecomesWhatBuildKitMakesOfIt(String word, String expected) {
        if (expected.equals("error")) {
            assertThatThrownBy(() -> expand(word, SET)).isInstanceOf(ShellSyntaxException.class);
        } else {
            assertThat(expand(word, SET)).isEqualTo(expected);
        }
    }

    static Stream<Arguments> substitutions() throws IOException {
        try (InputStream in = ShellLexerTest.class.getResourceAsStream("substitutions.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", 2))
                    .map(parts -> Arguments.of(parts[0].strip(), parts[1].strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${FOO#()[]{\\}^$.\\*\\?|\\\\} ; ()[]{}^$.*?|\\x ; x",
                "${FOO%%\\**}                  ; xx**            ; xx",
                "${FOO#*x*y}                   ; xxyy            ; y",
                "${FOO#*}                      ; xxyy            ; xxyy",
                "${FOO##*x}                    ; xxyy            ; yy",
                "${FOO#?\\?}                   ; ???y            ; ?y",
                "${FOO%x}                      ; xxyy            ; xxyy",
                "${FOO%%\\**\\*}               ; a***yy*         ; a",
                "${FOO/\\*\\//.}               ; /foo*/*/*.txt   ; /foo.*/*.txt",
                "${FOO//\\*\\//.}              ; /foo*/*/*.txt   ; /foo..*.txt",
                "${FOO//\\//\\/}               ; /tmp/foo.txt    ; \\/tmp\\/foo.txt",
                "${FOO/$EMPTY/ww}              ; xxyy            ; wwxxyy",
            })
    void patternCutsAndReplaces(String line) {
        String[] parts = line.split(" +; +", -1);

        assertThat(expand(parts[0], Map.of("FOO", parts[1], "EMPTY", ""))).isEqualTo(parts[2]);
    }

    @Test
    void backtickEscapesWhereTheDockerfileSaysSo() {
        assertThat(ShellLexer.expand("c:\\`$PWD\\$SHELL", '`', of(SET)).text()).isEqualTo("c:\\$PWD\\bash");
    }

    @Test
    void variableOfUnknownValueStaysAsWritten() {
        ShellLexer.Expansion expansion = ShellLexer.expand("a-${X:-${Y}}-$Z/${W%.*}", '\\', Variables.UNKNOWN);

        assertThat(expansion.text()).isEqualTo("a-${X:-${Y}}-$Z/${W%.*}");
        assertThat(expansion.hasUnknown()).isTrue();
    }

    private static String expand(String word, Map<String, String> values) {
        return ShellLexer.expand(word, '\\', of(values)).text();
    }

    private static Variables of(Map<String, String> values) {
        return new Variables() {
            @Override
            public boolean isKnown(String name) {
                return true;
            }

            @Override
            public @Nullable String value(String name) {
                return values.get(name);
            }
        };
    }
}
