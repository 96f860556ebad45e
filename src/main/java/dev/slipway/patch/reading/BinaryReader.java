package dev.slipway.patch.reading;

import dev.slipway.patch.BinaryChange;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.GitDelta;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the content of a file in git's binary form, behind the line {@code GIT binary patch}.
 *
 * @see <a href="https://git-scm.com/docs/git-apply">git-apply, --binary</a>
 */
final class BinaryReader {

    static final String MARK = "GIT binary patch";

    private static final Pattern HEADER = Pattern.compile("(literal|delta) ([0-9]+)");
    private static final int DIGITS = 9;
    private static final int BUFFER = 8192;
    private static final String AGAIN = "Get the whole patch, or make it again with git diff --binary.";

    private final PatchText text;

    BinaryReader(PatchText text) {
        this.text = text;
    }

    /** @throws MalformedPatchException if it is cut off or damaged */
    FilePatch.Content.Binary read(String oldId, String newId) {
        text.skip();
        BinaryChange forward = change().orElseThrow(() ->
                malformed(text.number(), "a line «literal» or «delta» with a size must follow «" + MARK + "»"));
        return new FilePatch.Content.Binary(forward, change(), oldId, newId);
    }

    private Optional<BinaryChange> change() {
        Matcher header = HEADER.matcher(text.line());
        if (!header.matches()) {
            return Optional.empty();
        }
        int number = text.number();
        text.skip();
        byte[] bytes = inflated(number, size(number, header.group(2)), base85());
        boolean isDelta = "delta".equals(header.group(1));
        if (isDelta) {
            check(number, bytes);
        }
        return Optional.of(new BinaryChange(isDelta, bytes));
    }

    private static int size(int number, String digits) {
        if (digits.length() > DIGITS || Integer.parseInt(digits) > GitDelta.LARGEST) {
            throw new MalformedPatchException(
                    number,
                    "the binary change has " + Shown.line(digits) + " bytes; at most 100 MB are read",
                    "Bring the file into the image with COPY or ADD instead.");
        }
        return Integer.parseInt(digits);
    }

    /** Up to the empty line that ends it. */
    private byte[] base85() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!text.line().isEmpty()) {
            if (!Base85.decode(text.line(), bytes)) {
                throw malformed(text.number(), "the line is not base 85 as git writes it");
            }
            text.skip();
        }
        text.skip();
        return bytes.toByteArray();
    }

    private static byte[] inflated(int number, int size, byte[] deflated) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(size, BUFFER));
            byte[] buffer = new byte[BUFFER];
            int read = inflater.inflate(buffer);
            while (read > 0 && bytes.size() <= size) {
                bytes.write(buffer, 0, read);
                read = inflater.inflate(buffer);
            }
            if (!inflater.finished() || inflater.getRemaining() > 0 || bytes.size() != size) {
                throw malformed(number, "the binary change does not hold the " + size + " bytes that it says");
            }
            return bytes.toByteArray();
        } catch (DataFormatException e) {
            throw malformed(number, "the binary change is not what zlib makes");
        } finally {
            inflater.end();
        }
    }

    private static void check(int number, byte[] delta) {
        try {
            GitDelta.parse(delta, GitDelta.LARGEST);
        } catch (GitDelta.InvalidDeltaException e) {
            throw malformed(number, "the binary change is not a delta of git: " + e.getMessage());
        }
    }

    private static MalformedPatchException malformed(int line, String what) {
        return new MalformedPatchException(line, what, AGAIN);
    }
}
