package dev.slipway.patch.reading;

import dev.slipway.image.Digest;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchProblem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads unified diffs: those of {@code diff -u}, of git (also as mails of {@code git format-patch}, and with binary
 * files), of Subversion, Mercurial and quilt. What stands around the diffs is passed over.
 */
public final class PatchReader {

    private static final String INDEX = "Index: ";

    private final PatchText text;
    private final String place;
    private final List<FilePatch> files = new ArrayList<>();
    private final List<PatchProblem> problems = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private Optional<String> index = Optional.empty();

    private PatchReader(byte[] bytes, String place) {
        this.text = new PatchText(bytes);
        this.place = place;
    }

    /**
     * Reads a patch.
     *
     * @param name  relative to its directory, separated by slashes
     * @param place what messages call it
     * @param strip how many leading segments are taken from the names in it
     * @param bytes the whole file
     * @throws UnreadablePatchException with all that is wrong with it
     */
    public static Patch read(String name, String place, int strip, byte[] bytes) {
        return new Patch(name, place, sha256(bytes), strip, files(place, bytes));
    }

    /**
     * Reads what a patch does.
     *
     * @throws UnreadablePatchException with all that is wrong with it
     */
    static List<FilePatch> files(String place, byte[] bytes) {
        PatchReader reader = new PatchReader(bytes, place);
        reader.readAll();
        if (reader.files.isEmpty() && reader.problems.isEmpty()) {
            reader.add(OtherFormats.whole(bytes));
        }
        if (!reader.problems.isEmpty()) {
            throw new UnreadablePatchException(place, reader.problems);
        }
        return reader.files;
    }

    static Digest sha256(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Digest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    private void readAll() {
        while (!text.isAtEnd()) {
            int before = text.number();
            try {
                readNext();
            } catch (MalformedPatchException e) {
                add(e);
            }
            if (text.number() == before) {
                text.skip();
            }
        }
    }

    private void readNext() {
        if (text.startsWith(GitNames.MARK)) {
            files.add(gitFile());
        } else if (text.isAtNames()) {
            files.add(plainFile());
        } else if (text.startsWith("@@ ")) {
            files.add(indexedFile());
        } else if (text.startsWith(INDEX)) {
            index = Optional.of(NameLine.parse(text.number(), text.line().substring(INDEX.length())))
                    .flatMap(NameLine::name);
        } else {
            OtherFormats.at(text).filter(found -> told.add(found.getMessage())).ifPresent(this::add);
            skipCombined();
        }
    }

    private void skipCombined() {
        if (OtherFormats.isCombined(text)) {
            do {
                text.skip();
            } while (!text.isAtEnd() && !text.startsWith("diff "));
        }
    }

    private FilePatch gitFile() {
        GitHeader header = GitHeader.read(text);
        if (text.isAtNames()) {
            return new UnifiedFile(text, this::add).read(Optional.of(header), takeIndex());
        }
        if (text.line().equals(BinaryReader.MARK)) {
            FilePatch.Content content = new BinaryReader(text).read(header.oldId(), header.newId());
            return of(header, content);
        }
        if (!header.isEnough() && OtherFormats.at(text).isEmpty()) {
            throw new MalformedPatchException(
                    header.line(),
                    "nothing follows that changes the file",
                    "Get the whole patch, or make it again with git diff --binary.");
        }
        return of(header, new FilePatch.Content.Hunks(List.of(), false));
    }

    private static FilePatch of(GitHeader header, FilePatch.Content content) {
        return new FilePatch(
                header.line(), header.names(), header.change(), header.oldMode(), header.newMode(), content);
    }

    private FilePatch plainFile() {
        return new UnifiedFile(text, this::add).read(Optional.empty(), takeIndex());
    }

    private FilePatch indexedFile() {
        return new UnifiedFile(text, this::add).readHunks(takeIndex());
    }

    private Optional<String> takeIndex() {
        Optional<String> taken = index;
        index = Optional.empty();
        return taken;
    }

    private void add(MalformedPatchException e) {
        problems.add(e.at(place));
    }
}
