package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.FilePatch.Content;
import dev.slipway.patch.Hunk;
import java.util.List;

/** Makes the new content of a file of its old one. */
final class ContentPatching {

    private final LineMatch match;
    private final int fuzz;

    /**
     * A content that was changed.
     *
     * @param hunks where the hunks went
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Changed(byte[] content, List<AppliedHunk> hunks) {}

    ContentPatching(LineMatch match, int fuzz) {
        this.match = match;
        this.fuzz = fuzz;
    }

    Changed change(Content content, byte[] old, String path) throws UnappliedException {
        if (content instanceof Content.Binary binary) {
            return new Changed(BinaryPatching.apply(binary, old, path), List.of());
        }
        Content.Hunks hunks = (Content.Hunks) content;
        if (hunks.hunks().isEmpty()) {
            return new Changed(old, List.of());
        }
        List<String> lines = TextLines.of(old);
        List<List<Hunk>> readings = LineEnds.readings(hunks, lines, match);
        PatchedText text = apply(lines, readings.get(0));
        for (List<Hunk> other : readings.subList(1, readings.size())) {
            PatchedText second = text.failed().isEmpty() ? text : apply(lines, other);
            text = second.failed().isEmpty() ? second : text;
        }
        if (!text.failed().isEmpty()) {
            throw new UnappliedException(
                    new FileOutcome.Misfit(path, lines, hunks.hunks().size(), text.failed()));
        }
        return new Changed(text.content(), text.applied());
    }

    private PatchedText apply(List<String> lines, List<Hunk> hunks) {
        return PatchedText.apply(lines, hunks, match, fuzz);
    }
}
