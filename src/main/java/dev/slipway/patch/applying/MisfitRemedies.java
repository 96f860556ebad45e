package dev.slipway.patch.applying;

import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.applying.MisfitWords.Remedy;
import dev.slipway.patch.applying.PatchedText.FailedHunk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks for what would make a hunk fit that does not. */
final class MisfitRemedies {

    private static final int MOST_FUZZ = 3;
    private static final String ANEW = ", or make the patch anew from the file that is there.";

    private final List<String> lines;
    private final PatchOptions options;

    MisfitRemedies(List<String> lines, PatchOptions options) {
        this.lines = lines;
        this.options = options;
    }

    Remedy find(FailedHunk failed) {
        HunkPattern pattern = HunkPattern.of(failed.hunk());
        LineMatch match = LineMatch.of(options);
        boolean isFirst = failed.number() == 1;
        OptionalInt early = isFirst ? OptionalInt.empty() : first(pattern, failed, match, 0, options.fuzz());
        if (pattern.size() == 0 || early.isPresent()) {
            return remedy(
                    "it fits at line " + early.orElse(failed.line())
                            + " only, which the hunk before has passed already",
                    "Put the hunks of the patch in the order of the file's lines.",
                    false);
        }
        HunkPattern done = HunkPattern.of(Reversal.of(failed.hunk()));
        OptionalInt there = first(done, failed, match, 0, isFirst ? options.fuzz() : 0);
        if (there.isPresent()) {
            return remedy(
                    "its change is there already, at line " + there.getAsInt(),
                    "Make the patch anew without what is there already.",
                    false);
        }
        OptionalInt blank = first(pattern, failed, LineMatch.LOOSE, 0, options.fuzz());
        if (blank.isPresent()) {
            String element = "<ignoreWhitespace>true</ignoreWhitespace>";
            return remedy(
                    "with " + element + " it would fit at line " + blank.getAsInt(), "Set " + element + ANEW, true);
        }
        return fuzzy(pattern, done, failed, match);
    }

    /** A first hunk is not tried with more fuzz than with which its change is there: see {@link PatchedText}. */
    private Remedy fuzzy(HunkPattern pattern, HunkPattern done, FailedHunk failed, LineMatch match) {
        for (int fuzz = options.fuzz() + 1; fuzz <= Math.min(MOST_FUZZ, pattern.context()); fuzz++) {
            boolean isThere = failed.number() == 1
                    && first(done, failed, match, 0, fuzz - 1).isPresent();
            OptionalInt place = isThere ? OptionalInt.empty() : first(pattern, failed, match, fuzz, fuzz);
            if (place.isPresent() && pattern.before() + pattern.after() < pattern.size()) {
                String element = "<fuzz>" + fuzz + "</fuzz>";
                return remedy(
                        "with " + element + " it would fit at line " + place.getAsInt(),
                        "Set " + element + " if that is the right place" + ANEW,
                        true);
            }
        }
        return new Remedy(Optional.empty(), Optional.empty(), true);
    }

    private static Remedy remedy(String finding, String remedy, boolean showsNearest) {
        return new Remedy(Optional.of(finding), Optional.of(remedy), showsNearest);
    }

    /** The first place with the least fuzz, as if there were no hunk before; none where nothing need fit. */
    private OptionalInt first(HunkPattern pattern, FailedHunk failed, LineMatch match, int from, int to) {
        HunkPattern moved = new HunkPattern(pattern.lines(), pattern.before(), pattern.after(), failed.line());
        for (int fuzz = from; fuzz <= Math.min(to, pattern.context()) && pattern.isTelling(fuzz); fuzz++) {
            OptionalInt place = new HunkFinder(lines, match).find(moved, 0, fuzz);
            if (place.isPresent()) {
                return place;
            }
        }
        return OptionalInt.empty();
    }
}
