package dev.slipway.dockerfile;

import java.util.regex.Pattern;

/** What counts as white space in a Dockerfile: more than Java's own methods take, since Docker goes by Unicode. */
final class Blanks {

    /** What stands between a keyword and its arguments, and between the arguments of {@code FROM}. */
    static final Pattern BETWEEN_ARGUMENTS = Pattern.compile("[\\t\\x0B\\f\\r ]+");

    private static final char NEXT_LINE = '\u0085';

    private Blanks() {}

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    static String trimStart(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String trim(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return trimStart(text.substring(0, end));
    }
}
