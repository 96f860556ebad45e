package dev.slipway.patch;

import java.util.List;

/**
 * A run of lines that changes.
 *
 * @param line     where its {@code @@} line is in the patch, counted from 1
 * @param oldStart the first line in the file as it was, counted from 1; with no lines, the line before; 0 for none
 * @param newStart the same in the file as it is to be
 * @param lines    in the order of the patch
 */
public record Hunk(int line, int oldStart, int newStart, List<Line> lines) {

    /** What a line of a hunk is. */
    public enum Kind {
        /** It stays. */
        CONTEXT,
        /** It goes. */
        REMOVED,
        /** It comes. */
        ADDED
    }

    /**
     * A line.
     *
     * @param kind what becomes of it
     * @param text its bytes as characters of ISO 8859-1, with the line feed at its end unless the patch says that there
     *     is none ({@code \ No newline at end of file})
     */
    public record Line(Kind kind, String text) {}

    /** Copies the list. */
    public Hunk {
        lines = List.copyOf(lines);
    }
}
