package dev.slipway.context;

/** White space as Go counts it: Unicode's, with the no-break spaces. */
final class WhiteSpace {

    private static final char NEXT_LINE = 0x85;

    private WhiteSpace() {}

    /** The text without white space at either end. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhite(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhite(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isWhite(char c) {
        return (c >= '\t' && c <= '\r') || c == NEXT_LINE || Character.isSpaceChar(c);
    }
}
