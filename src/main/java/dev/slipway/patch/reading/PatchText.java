package dev.slipway.patch.reading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of a patch, taken one by one. Each is its bytes as characters of ISO 8859-1. */
final class PatchText {

    private static final String UTF_8_BOM = "\u00ef\u00bb\u00bf";

    private final List<String> lines;
    private int next;

    PatchText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.lines = split(text.startsWith(UTF_8_BOM) ? text.substring(UTF_8_BOM.length()) : text);
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, next));
            start = next;
        }
        return lines;
    }

    boolean isAtEnd() {
        return next >= lines.size();
    }

    /** The number of the next line, counted from 1. */
    int number() {
        return next + 1;
    }

    /** The next line with what ends it; empty behind the last one. */
    String raw() {
        return raw(0);
    }

    /** The next line without what ends it. */
    String line() {
        return line(0);
    }

    /** A line further on without what ends it; empty behind the last one. */
    String line(int ahead) {
        String raw = raw(ahead);
        int end = raw.length();
        end -= end > 0 && raw.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > 0 && raw.charAt(end - 1) == '\r' ? 1 : 0;
        return raw.substring(0, end);
    }

    boolean startsWith(String prefix) {
        return raw().startsWith(prefix);
    }

    boolean startsWith(int ahead, String prefix) {
        return raw(ahead).startsWith(prefix);
    }

    void skip() {
        next++;
    }

    /** The next line without what ends it, and goes on to the one behind it. */
    String take() {
        String line = line();
        skip();
        return line;
    }

    /** Whether a pair of lines that names a file comes next. */
    boolean isAtNames() {
        return startsWith("--- ") && startsWith(1, "+++ ");
    }

    private String raw(int ahead) {
        return next + ahead < lines.size() ? lines.get(next + ahead) : "";
    }
}
