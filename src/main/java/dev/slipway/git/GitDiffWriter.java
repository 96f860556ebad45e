package dev.slipway.git;

import dev.slipway.patch.DiffWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.util.QuotedString;
import org.eclipse.jgit.util.io.BinaryHunkOutputStream;

/** Writes differences with JGit, contents that are no text in git's binary form. */
public final class GitDiffWriter implements DiffWriter {

    private static final byte[] NOTHING = {};
    private static final String NO_ID = "0".repeat(40);

    @Override
    public void write(String path, Optional<Version> before, Optional<Version> after, OutputStream out)
            throws IOException {
        boolean isOneKind = before.isEmpty() || after.isEmpty() || isLink(before.get()) == isLink(after.get());
        if (!isOneKind) {
            // as git does: what was one thing goes, and what is another comes
            write(path, before, Optional.empty(), out);
            write(path, Optional.empty(), after, out);
            return;
        }
        byte[] old = before.map(Version::bytes).orElse(NOTHING);
        byte[] changed = after.map(Version::bytes).orElse(NOTHING);
        boolean isSame = Arrays.equals(old, changed);
        boolean hasSameMode = before.map(Version::mode).equals(after.map(Version::mode));
        if (isSame && hasSameMode) {
            return;
        }
        line(out, "diff --git " + quoted("a/" + path) + " " + quoted("b/" + path));
        modes(before, after, out);
        if (isSame) {
            return;
        }
        line(out, "index " + id(before) + ".." + id(after) + (hasSameMode ? " " + mode(before) : ""));
        if (RawText.isBinary(old) || RawText.isBinary(changed)) {
            binary(old, changed, out);
        } else {
            line(out, "--- " + (before.isPresent() ? quoted("a/" + path) : "/dev/null"));
            line(out, "+++ " + (after.isPresent() ? quoted("b/" + path) : "/dev/null"));
            text(new RawText(old), new RawText(changed), out);
        }
    }

    private static boolean isLink(Version version) {
        return version.mode() == 0120000;
    }

    private static void modes(Optional<Version> before, Optional<Version> after, OutputStream out) throws IOException {
        if (before.isEmpty()) {
            line(out, "new file mode " + mode(after));
        } else if (after.isEmpty()) {
            line(out, "deleted file mode " + mode(before));
        } else if (before.get().mode() != after.get().mode()) {
            line(out, "old mode " + mode(before));
            line(out, "new mode " + mode(after));
        }
    }

    private static String mode(Optional<Version> version) {
        return Integer.toOctalString(version.orElseThrow().mode());
    }

    private static String id(Optional<Version> version) {
        if (version.isEmpty()) {
            return NO_ID;
        }
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, version.get().bytes()).name();
        }
    }

    private static String quoted(String path) {
        return QuotedString.GIT_PATH.quote(path);
    }

    private static void text(RawText old, RawText changed, OutputStream out) throws IOException {
        DiffFormatter formatter = new DiffFormatter(out);
        formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, old, changed), old, changed);
        formatter.flush();
    }

    private static void binary(byte[] old, byte[] changed, OutputStream out) throws IOException {
        line(out, "GIT binary patch");
        literal(changed, out);
        literal(old, out);
    }

    private static void literal(byte[] bytes, OutputStream out) throws IOException {
        line(out, "literal " + bytes.length);
        ByteArrayOutputStream hunk = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(new BinaryHunkOutputStream(hunk))) {
            deflated.write(bytes);
        }
        hunk.writeTo(out);
        line(out, "");
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
