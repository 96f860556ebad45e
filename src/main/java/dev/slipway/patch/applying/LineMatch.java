package dev.slipway.patch.applying;

import dev.slipway.patch.PatchOptions;
import java.util.regex.Pattern;

/** When a line of a file is the one that a patch means. */
enum LineMatch {
    /** They are the same. */
    EXACT,
    /** They differ in the number of blanks at most, and in what ends them. */
    LOOSE;

    /** With {@code patch -l} only blanks and tabs are blanks, and those at the end do not count, but those at the start do. */
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private static final Pattern END = Pattern.compile("[ \t]*\r?\n?\\z");

    /** What is the same for all lines that count as one. */
    String key(String line) {
        return this == EXACT
                ? line
                : BLANKS.matcher(END.matcher(line).replaceFirst("")).replaceAll(" ");
    }

    static LineMatch of(PatchOptions options) {
        return options.ignoresWhitespace() ? LOOSE : EXACT;
    }
}
