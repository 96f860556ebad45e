package dev.slipway.patch.applying;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Pieces of files and patches as messages show them: short, and without anything that a terminal would act on. */
final class Excerpt {

    private static final int LONGEST = 120;

    private Excerpt() {}

    /** A line of bytes as characters of ISO 8859-1: without its end, as UTF-8 where it is, escaped where it is not. */
    static String line(String latin) {
        String end = latin.endsWith("\n") ? "" : " (no newline at the end)";
        String text = latin.endsWith("\n") ? latin.substring(0, latin.length() - 1) : latin;
        return safe(decoded(text)) + end;
    }

    /** A name or the like. */
    static String inline(String text) {
        return safe(text);
    }

    private static String decoded(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder escaped = new StringBuilder();
            latin.chars().forEach(c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : "\\x%02x".formatted(c)));
            return escaped.toString();
        }
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> append(safe, c));
        int length = safe.codePointCount(0, safe.length());
        return length <= LONGEST ? safe.toString() : safe.substring(0, safe.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '\t') {
            safe.append("\\t");
        } else if (c == '\r') {
            safe.append("\\r");
        } else if (c < 0x80 && Character.isISOControl(c)) {
            safe.append("\\x%02x".formatted(c));
        } else if (isUnseen(c)) {
            safe.append("\\u%04x".formatted(c));
        } else {
            safe.appendCodePoint(c);
        }
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
