package dev.slipway.mojo.progress;

import dev.slipway.report.TerminalText;
import java.io.Flushable;
import java.io.IOException;
import java.util.List;

/**
 * The rows at the bottom of a terminal that are written over and over. Between two calls the cursor stands below them,
 * at the beginning of a line.
 */
final class Screen {

    private static final String ESCAPE = "\u001b[";
    private static final String ERASE_BELOW = ESCAPE + "J";
    private static final String ERASE_REST_OF_ROW = ESCAPE + "K";
    /** The terminal can be narrower than it says; rows must not flow over then. */
    private static final String WITHOUT_WRAPPING = ESCAPE + "?7l";

    private static final String WITH_WRAPPING = ESCAPE + "?7h";

    private final Appendable terminal;
    private final int columns;
    private int shown;

    Screen(Appendable terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    int columns() {
        return columns;
    }

    void show(List<String> rows) {
        if (shown == 0 && rows.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(WITHOUT_WRAPPING).append(toTheTop());
        for (String row : rows) {
            // the last column stays free: some terminals wrap once it is written to
            text.append(TerminalText.cut(row, columns - 1))
                    .append(ERASE_REST_OF_ROW)
                    .append("\r\n");
        }
        shown = rows.size();
        write(text.append(ERASE_BELOW).append(WITH_WRAPPING));
    }

    void clear() {
        if (shown > 0) {
            write(toTheTop() + ERASE_BELOW);
            shown = 0;
        }
    }

    private String toTheTop() {
        return shown == 0 ? "" : "\r" + ESCAPE + shown + "A";
    }

    /** A terminal that is gone is no reason for a build to fail. */
    private void write(CharSequence text) {
        try {
            terminal.append(text);
            if (terminal instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            shown = 0;
        }
    }
}
