package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.Hunk;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A text to which hunks are applied one after another. */
final class PatchedText {

    private final List<String> lines;
    private final HunkFinder finder;
    private final LineMatch match;
    private final int fuzz;
    private final List<String> result = new ArrayList<>();
    /** How many of the old lines are settled: those up to the last change. Context after it may be that of the next hunk. */
    private int settled;

    private final List<AppliedHunk> applied = new ArrayList<>();
    private final List<FailedHunk> failed = new ArrayList<>();

    /**
     * A hunk that does not fit.
     *
     * @param number of the hunk within its file, counted from 1
     * @param hunk   as it was tried
     * @param line   where it was looked for first, counted from 1
     */
    record FailedHunk(int number, Hunk hunk, int line) {}

    private PatchedText(List<String> lines, LineMatch match, int fuzz) {
        this.lines = lines;
        this.finder = new HunkFinder(lines, match);
        this.match = match;
        this.fuzz = fuzz;
    }

    /** Applies these hunks, and keeps the lines after them. */
    static PatchedText apply(List<String> lines, List<Hunk> hunks, LineMatch match, int fuzz) {
        PatchedText text = new PatchedText(lines, match, fuzz);
        for (int i = 0; i < hunks.size(); i++) {
            text.apply(i + 1, hunks.get(i));
        }
        text.copyTo(lines.size());
        return text;
    }

    byte[] content() {
        StringBuilder text = new StringBuilder();
        for (String line : result) {
            // a line without an end was the last, and is not any more
            boolean isOpen = text.length() > 0 && text.charAt(text.length() - 1) != '\n';
            text.append(isOpen ? "\n" : "").append(line);
        }
        return TextLines.bytes(text);
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
        for (int lax = 0; lax <= Math.min(fuzz, pattern.context()); lax++) {
            OptionalInt place = finder.find(pattern, settled, lax);
            if (place.isPresent()) {
                put(number, hunk, pattern, place.getAsInt(), lax);
                return;
            }
            if (number == 1 && isThere(hunk, lax)) {
                break;
            }
        }
        failed.add(new FailedHunk(number, hunk, guess));
    }

    /** Whether a first hunk's change is there: more fuzz would only make it a second time. */
    private boolean isThere(Hunk hunk, int lax) {
        HunkPattern done = HunkPattern.of(Reversal.of(hunk));
        return new HunkFinder(lines, match).find(done, 0, lax).isPresent();
    }

    private void put(int number, Hunk hunk, HunkPattern pattern, int place, int lax) {
        int change = place - 1 + pattern.before();
        copyTo(change);
        applied.add(new AppliedHunk(number, result.size() + 1 - pattern.before(), finder.offset(), lax));
        settled = change;
        List<Hunk.Line> changes =
                hunk.lines().subList(pattern.before(), hunk.lines().size() - pattern.after());
        for (Hunk.Line line : changes) {
            if (line.kind() == Hunk.Kind.CONTEXT) {
                copyTo(settled + 1);
            } else if (line.kind() == Hunk.Kind.ADDED) {
                result.add(line.text());
            } else {
                settled++;
            }
        }
    }

    /** Keeps the old lines up to one, as the file has them, which may be other than those of the patch. */
    private void copyTo(int end) {
        result.addAll(lines.subList(Math.min(settled, lines.size()), Math.min(end, lines.size())));
        settled = Math.max(settled, end);
    }
}
