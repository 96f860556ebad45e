package dev.slipway.buildkit;

import com.google.protobuf.ByteString;
import dev.slipway.report.TerminalText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of the pieces in which a command's output comes; a piece can end anywhere, even inside of a letter. Of a
 * line that is written over again and again, as progress bars are, the last state remains.
 */
final class OutputLines {

    /** A line that is longer comes in parts. */
    static final int MAX_LINE_BYTES = 16 * 1024;

    private static final int LONGEST_LETTER = 4;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;
    private boolean atCarriageReturn;

    /** @param lines receives each line, as a terminal shows it */
    OutputLines(Consumer<String> lines) {
        this.lines = lines;
    }

    void append(ByteString piece) {
        for (int at = 0; at < piece.size(); at++) {
            append(piece.byteAt(at));
        }
    }

    private void append(byte next) {
        if (next == '\n') {
            emit();
        } else if (next == '\r') {
            atCarriageReturn = true;
        } else {
            if (atCarriageReturn) {
                line.reset();
                atCarriageReturn = false;
            } else if (isFull(next)) {
                emit();
            }
            line.write(next);
        }
    }

    /** A letter of UTF-8 stays whole; what is no UTF-8 is not waited for. */
    private boolean isFull(byte next) {
        boolean isInsideOfALetter = (next & 0xC0) == 0x80;
        return line.size() >= MAX_LINE_BYTES && (!isInsideOfALetter || line.size() >= MAX_LINE_BYTES + LONGEST_LETTER);
    }

    /** Nothing more comes: what has no line end is a line too. */
    void end() {
        if (line.size() > 0) {
            emit();
        }
    }

    private void emit() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        atCarriageReturn = false;
        lines.accept(TerminalText.plain(text));
    }
}
