package dev.slipway.patch.applying;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file's bytes as lines: characters of ISO 8859-1, each with the line feed at its end where it has one. */
final class TextLines {

    private TextLines() {}

    static List<String> of(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean endsInCrlf(String line) {
        return line.endsWith("\r\n");
    }
}
