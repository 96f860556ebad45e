package dev.slipway.patch.reading;

import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.FilePatch.Content.Hunks;
import dev.slipway.patch.FilePatch.Names;
import dev.slipway.patch.Hunk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads what a unified diff does to one file: its two names and its hunks. */
final class UnifiedFile {

    private static final int MARK = 4;

    private final PatchText text;
    private final Consumer<MalformedPatchException> problems;

    /** @param problems takes what is wrong with single hunks */
    UnifiedFile(PatchText text, Consumer<MalformedPatchException> problems) {
        this.text = text;
        this.problems = problems;
    }

    /**
     * Reads a file whose names come next.
     *
     * @param header of git, if there is one
     * @param index  the name of an {@code Index:} line before it
     * @throws MalformedPatchException if the names cannot be read, or do not go with the hunks
     */
    FilePatch read(Optional<GitHeader> header, Optional<String> index) {
        int number = text.number();
        boolean isCrlf = text.raw().endsWith("\r\n");
        String oldLine = text.take().substring(MARK);
        isCrlf &= text.raw().endsWith("\r\n");
        String changedLine = text.take().substring(MARK);
        int first = text.number();
        List<Hunk> hunks = new HunkReader(text, problems).read();
        if (text.number() == first) {
            throw new MalformedPatchException(
                    number,
                    "no hunk (@@ -3,7 +3,8 @@) follows the file's names",
                    "Get the whole patch, or make it again.");
        }
        NameLine old = NameLine.parse(number, oldLine);
        NameLine changed = NameLine.parse(number + 1, changedLine);
        if (old.isNothing() && changed.isNothing()) {
            throw new MalformedPatchException(number, "both names are /dev/null", "Correct one of them.");
        }
        Change change = header.map(GitHeader::change)
                .filter(said -> said != Change.MODIFY)
                .orElseGet(() -> change(old, changed, header.isPresent(), hunks));
        FilePatch file = new FilePatch(
                header.map(GitHeader::line).orElse(number),
                new Names(old.name(), changed.name(), index, header.isPresent()),
                change,
                header.map(GitHeader::oldMode).orElse(OptionalInt.empty()),
                header.map(GitHeader::newMode).orElse(OptionalInt.empty()),
                new Hunks(hunks, isCrlf));
        check(file, hunks);
        return file;
    }

    /**
     * Reads hunks that come next without names.
     *
     * @param index the name of an {@code Index:} line before them
     * @throws MalformedPatchException if there is none
     */
    FilePatch readHunks(Optional<String> index) {
        int number = text.number();
        boolean isCrlf = text.raw().endsWith("\r\n");
        List<Hunk> hunks = new HunkReader(text, problems).read();
        if (index.isEmpty()) {
            throw new MalformedPatchException(
                    number,
                    "the hunk belongs to no file",
                    "Let the lines --- and +++ with the file's names stand before it, and nothing in between.");
        }
        return new FilePatch(
                number,
                new Names(index, index, index, false),
                Change.MODIFY,
                OptionalInt.empty(),
                OptionalInt.empty(),
                new Hunks(hunks, isCrlf));
    }

    private static Change change(NameLine old, NameLine changed, boolean isGit, List<Hunk> hunks) {
        boolean isOne = !isGit && hunks.size() == 1;
        if (old.isNothing() || (isOne && hunks.get(0).oldStart() == 0 && old.isGone())) {
            return Change.CREATE;
        }
        boolean isEmptied = isOne && hunks.get(0).newStart() == 0;
        return changed.isNothing() || (isEmptied && changed.isGone()) ? Change.DELETE : Change.MODIFY;
    }

    private static void check(FilePatch file, List<Hunk> hunks) {
        boolean hasOld =
                hunks.stream().flatMap(hunk -> hunk.lines().stream()).anyMatch(line -> line.kind() != Hunk.Kind.ADDED);
        boolean hasNew = hunks.stream()
                .flatMap(hunk -> hunk.lines().stream())
                .anyMatch(line -> line.kind() != Hunk.Kind.REMOVED);
        if (file.change() == Change.CREATE && hasOld) {
            throw contradiction(file, "the file is to be made, but its hunks have old lines");
        }
        if (file.change() == Change.DELETE && hasNew) {
            throw contradiction(file, "the file is to be deleted, but its hunks leave lines in it");
        }
    }

    private static MalformedPatchException contradiction(FilePatch file, String what) {
        return new MalformedPatchException(file.line(), what, "Make the patch again, or correct it.");
    }
}
