package dev.slipway.patch.applying;

import dev.slipway.patch.BinaryChange;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.FilePatch.Content;
import dev.slipway.patch.FilePatch.Names;
import dev.slipway.patch.Hunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Patches turned round: what takes their changes back. */
final class Reversal {

    private Reversal() {}

    /** The same files from the last to the first, each turned round. */
    static List<FilePatch> of(List<FilePatch> files) {
        List<FilePatch> turned =
                new ArrayList<>(files.stream().map(Reversal::of).toList());
        Collections.reverse(turned);
        return turned;
    }

    /** What takes a change back. A copy is taken back as a change of its own content: it is the caller's to take it away. */
    static FilePatch of(FilePatch file) {
        Names names = file.names();
        boolean isCopy = file.change() == Change.COPY;
        Optional<String> target = isCopy ? names.changed() : names.old();
        return new FilePatch(
                file.line(),
                new Names(names.changed(), target, names.index(), names.isGit()),
                turned(file.change()),
                /* oldMode= */ file.newMode(),
                /* newMode= */ file.oldMode(),
                turned(file.content()));
    }

    private static Change turned(Change change) {
        return switch (change) {
            case CREATE -> Change.DELETE;
            case DELETE -> Change.CREATE;
            case COPY -> Change.MODIFY;
            case MODIFY, RENAME -> change;
        };
    }

    private static Content turned(Content content) {
        if (content instanceof Content.Hunks hunks) {
            return new Content.Hunks(
                    hunks.hunks().stream().map(hunk -> of(hunk)).toList(), hunks.isCrlf());
        }
        Content.Binary binary = (Content.Binary) content;
        BinaryChange back = binary.back().orElse(new BinaryChange(false, new byte[0]));
        return new Content.Binary(
                back, Optional.of(binary.forward()), /* oldId= */ binary.newId(), /* newId= */ binary.oldId());
    }

    /** What takes a hunk back. */
    static Hunk of(Hunk hunk) {
        List<Hunk.Line> lines = hunk.lines().stream()
                .map(line -> new Hunk.Line(turned(line.kind()), line.text()))
                .toList();
        return new Hunk(hunk.line(), /* oldStart= */ hunk.newStart(), /* newStart= */ hunk.oldStart(), lines);
    }

    private static Hunk.Kind turned(Hunk.Kind kind) {
        return switch (kind) {
            case ADDED -> Hunk.Kind.REMOVED;
            case REMOVED -> Hunk.Kind.ADDED;
            case CONTEXT -> Hunk.Kind.CONTEXT;
        };
    }
}
