package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.Hunk;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A text to which hunks are applied one after another, the way GNU patch does. */
final class PatchedText {

    private final List<String> lines;
    private final LineMatch match;
    private final HunkFinder finder;
    private final int fuzz;
    private final StringBuilder out = new StringBuilder();
    private final List<AppliedHunk> applied = new ArrayList<>();
    private final List<FailedHunk> failed = new ArrayList<>();
    private int frozen;
    private int growth;

    /**
     * A hunk that does not fit.
     *
     * @param number of the hunk within its file, counted from 1
     * @param hunk   as it was tried
     * @param line   where it was looked for first, counted from 1
     */
    record FailedHunk(int number, Hunk hunk, int line) {}

    PatchedText(List<String> lines, LineMatch match, int fuzz) {
        this.lines = lines;
        this.match = match;
        this.finder = new HunkFinder(lines, match);
        this.fuzz = fuzz;
    }

    /** Applies these hunks, and keeps the lines after them. */
    static PatchedText apply(List<String> lines, List<Hunk> hunks, LineMatch match, int fuzz) {
        PatchedText text = new PatchedText(lines, match, fuzz);
        for (int i = 0; i < hunks.size(); i++) {
            text.apply(i + 1, hunks.get(i));
        }
        text.keepTo(lines.size());
        return text;
    }

    byte[] content() {
        return TextLines.bytes(out);
    }

    List<AppliedHunk> applied() {
        return applied;
    }

    List<FailedHunk> failed() {
        return failed;
    }

    private void apply(int number, Hunk hunk) {
        HunkPattern pattern = HunkPattern.of(hunk);
        int guess = finder.guess(pattern);
        for (int less = 0; less <= Math.min(fuzz, pattern.context()); less++) {
            OptionalInt place = finder.find(pattern, frozen, less);
            if (place.isPresent()) {
                put(number, hunk, pattern, place.getAsInt(), less);
                return;
            }
            if (number == 1 && isThere(hunk, less)) {
                break;
            }
        }
        failed.add(new FailedHunk(number, hunk, guess));
    }

    /** Whether a change was made already: with fuzz it might be made once more. */
    private boolean isThere(Hunk hunk, int less) {
        return new HunkFinder(lines, match)
                .find(HunkPattern.of(Reversal.of(hunk)), 0, less)
                .isPresent();
    }

    private void put(int number, Hunk hunk, HunkPattern pattern, int place, int less) {
        if (frozen > place + pattern.before() - 1) {
            failed.add(new FailedHunk(number, hunk, place));
            return;
        }
        int next = place;
        for (Hunk.Line line : hunk.lines()) {
            if (line.kind() != Hunk.Kind.CONTEXT) {
                keepTo(next - 1);
            }
            if (line.kind() == Hunk.Kind.ADDED) {
                emit(line.text());
            } else {
                next++;
            }
            if (line.kind() == Hunk.Kind.REMOVED) {
                frozen++;
            }
        }
        applied.add(new AppliedHunk(number, place + growth, finder.offset(), less));
        growth += count(hunk, Hunk.Kind.ADDED) - count(hunk, Hunk.Kind.REMOVED);
    }

    private static int count(Hunk hunk, Hunk.Kind kind) {
        return (int) hunk.lines().stream().filter(line -> line.kind() == kind).count();
    }

    private void keepTo(int line) {
        while (frozen < line) {
            frozen++;
            if (frozen <= lines.size()) {
                emit(lines.get(frozen - 1));
            }
        }
    }

    private void emit(String line) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
        out.append(line);
    }
}
