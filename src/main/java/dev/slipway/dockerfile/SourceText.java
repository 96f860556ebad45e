package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a Dockerfile by lines.
 *
 * @param name  what to call the file in messages
 * @param lines the lines with their ends; without a byte order mark
 */
record SourceText(String name, List<String> lines) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    SourceText {
        lines = List.copyOf(lines);
    }

    static SourceText of(String name, String text) {
        String rest = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < rest.length()) {
            int end = rest.indexOf('\n', start) + 1;
            int next = end == 0 ? rest.length() : end;
            lines.add(rest.substring(start, next));
            start = next;
        }
        return new SourceText(name, lines);
    }

    int size() {
        return lines.size();
    }

    /** A line without its end; lines are counted from 1. Empty outside of the text. */
    String line(int number) {
        if (number < 1 || number > lines.size()) {
            return "";
        }
        String line = lines.get(number - 1);
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** A line as it is, with its end. */
    String rawLine(int number) {
        return lines.get(number - 1);
    }

    String place(int line) {
        return name + ":" + line;
    }

    /** A failure that shows the line. */
    DockerfileException failure(int line, String whatHappened, String remedy) {
        return new DockerfileException(
                place(line), whatHappened + " in «" + line(line).strip() + "»", remedy, null);
    }
}
