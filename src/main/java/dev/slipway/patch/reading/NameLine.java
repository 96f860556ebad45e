package dev.slipway.patch.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind {@code ---} or {@code +++}: a name, and perhaps a time or a revision.
 *
 * @param name   empty for {@code /dev/null}
 * @param isGone whether the words behind the name say that there is no such file
 */
record NameLine(Optional<String> name, boolean isGone) {

    /** Where mailers made blanks of the tab, or a tool never wrote one; names may have blanks in them themselves. */
    private static final Pattern TIME_AFTER_BLANK = Pattern.compile("(.*?)\\s+("
            + "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}.*"
            + "|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}.*"
            + "|\\((?:revision|working copy|nonexistent)[^()]*\\))");

    private static final String NOTHING = "/dev/null";

    /**
     * @param line where it is in the patch
     * @param text behind the three characters and the blank
     * @throws MalformedPatchException if there is no name, or one that cannot be read
     */
    static NameLine parse(int line, String text) {
        if (text.startsWith("\"")) {
            QuotedName quoted = QuotedName.parse(line, text, 0);
            return of(line, quoted.text(), text.substring(quoted.end()));
        }
        int tab = text.indexOf('\t');
        if (tab >= 0) {
            return of(line, text.substring(0, tab), text.substring(tab + 1));
        }
        Matcher matcher = TIME_AFTER_BLANK.matcher(text);
        return matcher.matches() ? of(line, matcher.group(1), matcher.group(2)) : of(line, text.stripTrailing(), "");
    }

    /** Whether it is {@code /dev/null}. */
    boolean isNothing() {
        return name.isEmpty();
    }

    private static NameLine of(int line, String name, String rest) {
        boolean isGone = rest.contains("(nonexistent)") || EpochTime.isMeantBy(rest);
        return new NameLine(NOTHING.equals(name) ? Optional.empty() : Optional.of(decoded(line, name)), isGone);
    }

    /**
     * A name whose bytes are UTF-8.
     *
     * @throws MalformedPatchException if it is empty, or is not UTF-8
     */
    static String decoded(int line, String bytes) {
        if (bytes.isBlank()) {
            throw new MalformedPatchException(
                    line, "the file's name is empty", "Write it there, or make the patch again.");
        }
        try {
            byte[] plain = bytes.getBytes(StandardCharsets.ISO_8859_1);
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString();
            if (name.indexOf('\0') < 0) {
                return name;
            }
        } catch (CharacterCodingException e) {
            throw notUtf8(line, bytes);
        }
        throw new MalformedPatchException(
                line, "the file's name has a NUL in it: " + Shown.line(bytes), "Make the patch again: it is damaged.");
    }

    private static MalformedPatchException notUtf8(int line, String bytes) {
        return new MalformedPatchException(
                line, "the file's name is not UTF-8: " + Shown.line(bytes), "Save the patch as UTF-8.");
    }
}
