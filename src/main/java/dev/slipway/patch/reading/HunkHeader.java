package dev.slipway.patch.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that a hunk begins with: {@code @@ -3,7 +3,8 @@}.
 *
 * @param line where it is in the patch
 */
record HunkHeader(int line, int oldStart, int oldCount, int newStart, int newCount) {

    private static final Pattern FORM =
            Pattern.compile("@@ -([0-9]+)(?:,([0-9]+))? \\+([0-9]+)(?:,([0-9]+))? @@(?:\\s.*)?", Pattern.DOTALL);
    private static final int DIGITS = 9;

    /** @throws MalformedPatchException if it is none */
    static HunkHeader parse(int line, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedPatchException(
                    line,
                    "the hunk's first line is not of the form @@ -3,7 +3,8 @@: " + Shown.line(text),
                    "Make the patch again, or correct that line.");
        }
        HunkHeader header = new HunkHeader(
                line,
                number(line, matcher.group(1)),
                number(line, matcher.group(2)),
                number(line, matcher.group(3)),
                number(line, matcher.group(4)));
        header.check();
        return header;
    }

    private static int number(int line, @Nullable String digits) {
        if (digits == null) {
            return 1;
        }
        if (digits.length() > DIGITS) {
            throw new MalformedPatchException(
                    line,
                    "the hunk's first line has a number that no file has lines for: " + Shown.line(digits),
                    "Make the patch again, or correct that line.");
        }
        return Integer.parseInt(digits);
    }

    private void check() {
        if (oldCount == 0 && newCount == 0) {
            throw new MalformedPatchException(line, "the hunk has no lines", "Make the patch again, or take it out.");
        }
        if ((oldStart == 0 && oldCount > 0) || (newStart == 0 && newCount > 0)) {
            throw new MalformedPatchException(
                    line, "the hunk begins at line 0, but has lines there", "Correct the numbers: lines count from 1.");
        }
    }

    String counts() {
        return oldCount + " old and " + newCount + " new";
    }
}
