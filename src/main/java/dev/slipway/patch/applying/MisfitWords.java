package dev.slipway.patch.applying;

import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.applying.FileOutcome.Misfit;
import dev.slipway.patch.applying.NearestPlace.Difference;
import dev.slipway.patch.applying.PatchedText.FailedHunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why hunks do not fit a file, for people. */
final class MisfitWords {

    private static final int MOST_LINES = 10;
    private static final String ANEW = "Make the patch anew from the file that is there.";

    private final Misfit misfit;
    private final PatchOptions options;

    MisfitWords(Misfit misfit, PatchOptions options) {
        this.misfit = misfit;
        this.options = options;
    }

    /** What is wrong, and what to do. */
    PatchProblem problem(String place, FailedHunk failed) {
        HunkPattern pattern = HunkPattern.of(failed.hunk());
        List<String> text = new ArrayList<>();
        text.add(
                "hunk " + failed.number() + " of " + misfit.hunks() + " does not fit " + Excerpt.inline(misfit.path()));
        expectation(text, pattern, failed.line());
        Remedy remedy = new MisfitRemedies(misfit.lines(), options).find(failed);
        if (remedy.showsNearest()) {
            nearest(text, pattern, failed.line());
        }
        remedy.finding().ifPresent(finding -> text.add("  " + finding));
        return new PatchProblem(place, String.join("\n", text), remedy.remedy().orElse(ANEW));
    }

    /**
     * What would make a hunk fit.
     *
     * @param finding      a clause
     * @param remedy       an imperative sentence
     * @param showsNearest whether the place is of interest where it fits best as it is
     */
    record Remedy(Optional<String> finding, Optional<String> remedy, boolean showsNearest) {}

    private void expectation(List<String> text, HunkPattern pattern, int line) {
        if (pattern.size() == 0) {
            return;
        }
        text.add("  expected at line " + line + ":");
        shown(text, pattern.lines().stream().map(Excerpt::line).toList());
        int start = Math.max(line - 1, 0);
        int end = Math.min(start + pattern.size(), misfit.lines().size());
        if (start >= end) {
            int count = misfit.lines().size();
            text.add(count == 0 ? "  the file is empty" : "  the file ends at line " + count);
            return;
        }
        text.add("  found there:");
        List<String> found = new ArrayList<>();
        for (int i = start; i < end; i++) {
            found.add((i + 1) + ": " + Excerpt.line(misfit.lines().get(i)));
        }
        shown(text, found);
    }

    private void nearest(List<String> text, HunkPattern pattern, int line) {
        Optional<NearestPlace.Found> nearest = new NearestPlace(misfit.lines(), pattern.lines(), line).find();
        if (nearest.isEmpty()) {
            text.add("  none of these lines is in the file");
            return;
        }
        List<Difference> differences = nearest.get().differences();
        if (differences.isEmpty()) {
            String end = pattern.before() < pattern.after() ? "start" : "end";
            text.add("  its lines are at line " + nearest.get().line() + ", but by its context it belongs to the " + end
                    + " of the file");
            return;
        }
        text.add("  nearest place: line " + nearest.get().line() + ", where " + differences.size()
                + (differences.size() == 1 ? " line differs:" : " lines differ:"));
        List<String> shown = new ArrayList<>();
        for (Difference difference : differences) {
            difference.expected().ifPresent(wanted -> shown.add("expected: " + Excerpt.line(wanted)));
            String number = difference.line() + ": ";
            difference.found().ifPresent(found -> shown.add("found " + number + Excerpt.line(found)));
        }
        shown(text, shown);
    }

    private static void shown(List<String> text, List<String> lines) {
        int end = lines.size() <= MOST_LINES ? lines.size() : MOST_LINES - 1;
        lines.subList(0, end).forEach(line -> text.add("    " + line));
        if (end < lines.size()) {
            text.add("    … " + (lines.size() - end) + " more");
        }
    }
}
