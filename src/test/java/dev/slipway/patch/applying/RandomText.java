package dev.slipway.patch.applying;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines that repeat often enough for a hunk to fit at several places, and changes to them. */
record RandomText(Random random) {

    private static final List<String> COMMON = List.of(
            "", "", "}", "{", "  return;", "\tend", " ", "grüße", "-- \\ no newline", "@@ -1,2 +1,2 @@", "--- a");

    /** A file with some lines. */
    byte[] text() {
        int lines = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(60);
        String ending = random.nextInt(6) == 0 ? "\r\n" : "\n";
        boolean isMixed = random.nextInt(20) == 0;
        List<String> made = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            made.add(line() + (isMixed && random.nextBoolean() ? "\r\n" : ending));
        }
        return bytes(made, random.nextInt(6) == 0);
    }

    /** Bytes that no diff takes for text. */
    byte[] binary() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? 30_000 : 10 + random.nextInt(400)];
        random.nextBytes(bytes);
        bytes[random.nextInt(10)] = 0;
        return bytes;
    }

    /** The same with some bytes changed, put in or left out. */
    byte[] changedBinary(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        changed[from]++;
        byte[] more = new byte[random.nextInt(40)];
        random.nextBytes(more);
        byte[] result = new byte[changed.length + more.length];
        System.arraycopy(changed, 0, result, 0, from);
        System.arraycopy(more, 0, result, from, more.length);
        System.arraycopy(changed, from, result, from + more.length, changed.length - from);
        result[0] = 0;
        return result;
    }

    /** The same with so many runs of lines put in, taken away or replaced. */
    byte[] changed(byte[] text, int changes) {
        List<String> lines = lines(text);
        String ending = lines.stream().anyMatch(line -> line.endsWith("\r\n")) ? "\r\n" : "\n";
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(lines.size() + 1);
            int kind = random.nextInt(3);
            if (kind != 0) {
                int end = Math.min(lines.size(), at + 1 + random.nextInt(3));
                lines.subList(at, end).clear();
            }
            if (kind != 1) {
                for (int count = 1 + random.nextInt(3); count > 0; count--) {
                    lines.add(at, line() + ending);
                }
            }
        }
        return bytes(lines, random.nextInt(12) == 0);
    }

    private String line() {
        return random.nextInt(3) == 0
                ? COMMON.get(random.nextInt(COMMON.size()))
                : "line " + random.nextInt(random.nextBoolean() ? 5 : 1000);
    }

    /** Every line with its end; a line in the middle that has none gets one. */
    private static List<String> lines(byte[] text) {
        List<String> lines = new ArrayList<>();
        String all = new String(text, StandardCharsets.UTF_8);
        for (int from = 0; from < all.length(); ) {
            int end = all.indexOf('\n', from);
            lines.add(end < 0 ? all.substring(from) + "\n" : all.substring(from, end + 1));
            from = end < 0 ? all.length() : end + 1;
        }
        return lines;
    }

    private static byte[] bytes(List<String> lines, boolean isOpen) {
        String text = String.join("", lines);
        int end = isOpen && text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
    }
}
