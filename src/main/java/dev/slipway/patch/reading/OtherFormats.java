package dev.slipway.patch.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is not a unified diff, but is given for one. */
final class OtherFormats {

    private static final Pattern DIFFERING = Pattern.compile("(?:Binary files|Files) .+ and .+ differ");
    private static final Pattern CONTEXT_LINES = Pattern.compile("\\*\\*\\* [0-9]+(?:,[0-9]+)? \\*\\*\\*\\*");
    private static final Pattern COMBINED = Pattern.compile("diff --(?:cc|combined) .*");
    private static final Pattern ENCODED =
            Pattern.compile("content-transfer-encoding:\\s*(quoted-printable|base64)\\s*");
    private static final Pattern NORMAL = Pattern.compile("[0-9]+(?:,[0-9]+)?[acd][0-9]+(?:,[0-9]+)?");
    private static final Pattern ED = Pattern.compile("[0-9]+(?:,[0-9]+)?[acd]");
    private static final String UNIFIED = "Make it again as a unified diff, with diff -u or git diff.";

    private OtherFormats() {}

    /** What is wrong with the next line, where it is one of a diff that cannot be applied. */
    static Optional<MalformedPatchException> at(PatchText text) {
        String line = text.line();
        int number = text.number();
        if (DIFFERING.matcher(line).matches()) {
            return Optional.of(withoutContent(number, Shown.line(line)));
        }
        if ("Cannot display: file marked as a binary type.".equals(line)) {
            return Optional.of(withoutContent(number, "svn says «" + line + "»"));
        }
        if (line.startsWith("***************")
                && CONTEXT_LINES.matcher(text.line(1)).matches()) {
            return Optional.of(new MalformedPatchException(number, "this is a context diff", UNIFIED));
        }
        if (isCombined(text)) {
            return Optional.of(new MalformedPatchException(
                    number,
                    "this is the combined diff of a merge, which fits no single file",
                    "Make a diff against one of its parents: git diff MERGE^1 MERGE."));
        }
        return ENCODED.matcher(line.toLowerCase(Locale.ROOT)).matches()
                ? Optional.of(new MalformedPatchException(
                        number,
                        "the mail is encoded («" + Shown.line(line) + "»), so its lines are not those of the diff",
                        "Save what git mailinfo writes out as the patch."))
                : Optional.empty();
    }

    /** Whether the diff of a merge comes next. */
    static boolean isCombined(PatchText text) {
        return COMBINED.matcher(text.line()).matches();
    }

    /** What a text is in which there is no unified diff at all. */
    static MalformedPatchException whole(byte[] bytes) {
        if (isUtf16(bytes)) {
            return new MalformedPatchException(
                    1,
                    "the file is UTF-16, as PowerShell writes it with >",
                    "Save it as UTF-8, or make it with git diff --output=FILE.");
        }
        PatchText text = new PatchText(bytes);
        while (!text.isAtEnd()) {
            if (text.raw().indexOf('\0') >= 0) {
                return new MalformedPatchException(
                        text.number(), "this is a binary file, not a patch", "Take it out, or name another.");
            }
            if (isScript(text)) {
                return new MalformedPatchException(text.number(), "this is a diff without names and context", UNIFIED);
            }
            text.skip();
        }
        return new MalformedPatchException(
                1, "there is no diff in it", "Take the file out, or make it again with diff -u or git diff.");
    }

    private static boolean isScript(PatchText text) {
        boolean isNormal =
                NORMAL.matcher(text.line()).matches() && (text.startsWith(1, "< ") || text.startsWith(1, "> "));
        return isNormal || ED.matcher(text.line()).matches();
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
    }

    private static MalformedPatchException withoutContent(int number, String what) {
        return new MalformedPatchException(
                number, what + ": the diff does not hold the content", "Make it with git diff --binary.");
    }
}
