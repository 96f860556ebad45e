package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {

    private final List<String> lines = new ArrayList<>();
    private final OutputLines output = new OutputLines(lines::add);

    private void append(String text) {
        output.append(ByteString.copyFromUtf8(text));
    }

    @Test
    void lettersThatAreCutBetweenPiecesBecomeWhole() {
        ByteString bytes = ByteString.copyFromUtf8("grün 船 🚢\n");
        for (int at = 0; at < bytes.size(); at++) {
            output.append(bytes.substring(at, at + 1));
        }

        assertThat(lines).containsExactly("grün 船 🚢");
    }

    @Test
    void whatIsNoTextIsMarked() {
        output.append(ByteString.copyFrom(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, 'b', '\n'}));

        assertThat(lines).containsExactly("a\uFFFD\uFFFDb");
    }

    @Test
    void ofAProgressBarTheLastStateRemains() {
        append("  1%\r 50%");
        append("\r100%\r");
        append("\nnext\r\n\r\r\n");

        assertThat(lines).containsExactly("100%", "next", "");
    }

    @Test
    void coloursAndMovementsAreLeftOut() {
        append("\u001b[1;31merror\u001b[0m: \u001b]8;;http://x\u001b\\bad\u001b]8;;\u0007\u001b[2K\u0007\tend\n");

        assertThat(lines).containsExactly("error: bad      end");
    }

    @Test
    void lineWithoutEndIsPassedOnInParts() {
        append("ü".repeat(50_000));
        output.end();

        assertThat(lines).hasSize(7).allMatch(line -> line.chars().allMatch(letter -> letter == 'ü'));
        assertThat(String.join("", lines)).hasSize(50_000);
    }

    @Test
    void partOfALineIsALineAtTheEnd() {
        append("half");
        output.end();
        output.end();

        assertThat(lines).containsExactly("half");
    }
}
