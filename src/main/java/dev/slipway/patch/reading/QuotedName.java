package dev.slipway.patch.reading;

/**
 * A name in double quotes, with escapes as in C.
 *
 * @param text its bytes as characters of ISO 8859-1
 * @param end  where the text behind the closing quote begins
 */
record QuotedName(String text, int end) {

    private static final String ESCAPES = "abtnvfr\"\\";
    private static final String MEANT = "\u0007\b\t\n\u000b\f\r\"\\";
    private static final int OCTAL_DIGITS = 3;
    private static final int OCTAL = 8;

    /** @throws MalformedPatchException if the quotes are not closed, or an escape is unknown */
    static QuotedName parse(int line, String text, int start) {
        StringBuilder name = new StringBuilder();
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) != '\\') {
                name.append(text.charAt(at));
                at++;
            } else if (isOctal(text, at + 1)) {
                name.append((char) Integer.parseInt(text.substring(at + 1, at + 1 + OCTAL_DIGITS), OCTAL));
                at += 1 + OCTAL_DIGITS;
            } else {
                int known = at + 1 < text.length() ? ESCAPES.indexOf(text.charAt(at + 1)) : -1;
                if (known < 0) {
                    throw malformed(line, text);
                }
                name.append(MEANT.charAt(known));
                at += 2;
            }
        }
        if (at >= text.length()) {
            throw malformed(line, text);
        }
        return new QuotedName(name.toString(), at + 1);
    }

    private static boolean isOctal(String text, int at) {
        return at + OCTAL_DIGITS <= text.length()
                && text.substring(at, at + OCTAL_DIGITS).matches("[0-3][0-7]{2}");
    }

    private static MalformedPatchException malformed(int line, String text) {
        return new MalformedPatchException(
                line,
                "the quotes around the name are not closed, or hold an unknown escape: " + Shown.line(text),
                "Make the patch again, or correct the name.");
    }
}
