package dev.slipway.report;

import java.util.regex.Pattern;

/** Text from elsewhere, made fit for a terminal. */
public final class TerminalText {

    private static final int TAB = 8;
    private static final int FIRST_WIDE = 0x1100;
    private static final String CUT = "...";
    private static final String ESCAPE_SEQUENCES = "\u001b\\[[0-?]*[ -/]*[@-~]" // colours, movements
            + "|\u001b[]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?" // titles, links
            + "|\u001b[ -/]*[0-~]?";
    private static final Pattern STEERING = Pattern.compile(ESCAPE_SEQUENCES + "|[\\p{Cntrl}&&[^\t]]");

    /** The wide blocks of <a href="https://www.unicode.org/reports/tr11/">Unicode's annex 11</a>, roughly. */
    private static final int[][] WIDE = {
        {FIRST_WIDE, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private TerminalText() {}

    /** What a terminal shows of a line: without colours and whatever else steers it, with blanks for tabs. */
    public static String plain(String line) {
        for (int at = 0; at < line.length(); at++) {
            if (Character.isISOControl(line.charAt(at))) {
                return withoutTabs(STEERING.matcher(line).replaceAll(""));
            }
        }
        return line;
    }

    private static String withoutTabs(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length() + TAB);
        int column = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            int point = line.codePointAt(at);
            if (point == '\t') {
                int blanks = TAB - column % TAB;
                text.append(" ".repeat(blanks));
                column += blanks;
            } else {
                text.appendCodePoint(point);
                column += columns(point);
            }
        }
        return text.toString();
    }

    /** How many columns of a terminal a text takes: two for an ideograph or emoji, none for a combining mark. */
    public static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    private static int columns(int point) {
        if (point < FIRST_WIDE && point >= ' ' && Character.getType(point) != Character.NON_SPACING_MARK) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        for (int[] block : WIDE) {
            if (point <= block[1]) {
                return point >= block[0];
            }
        }
        return false;
    }

    /** The text, cut to so many columns; three points stand for what was cut off. */
    public static String cut(String text, int columns) {
        int room = columns - CUT.length();
        int used = 0;
        int fits = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            used += columns(point);
            at += Character.charCount(point);
            if (used <= room) {
                fits = at;
            }
            if (used > columns) {
                return text.substring(0, fits) + CUT.substring(0, Math.max(0, Math.min(CUT.length(), columns)));
            }
        }
        return text;
    }
}
