package dev.slipway.patch.applying;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds where a hunk goes: where the patch says, moved by as much as the hunk before was; then nearest first, further
 * down before further up. Lines count from 1.
 */
final class HunkFinder {

    private final List<String> lines;
    private final LineMatch match;
    private int offset;

    HunkFinder(List<String> lines, LineMatch match) {
        this.lines = lines;
        this.match = match;
    }

    /** How far the hunk that was found last is from where the patch says that it is. */
    int offset() {
        return offset;
    }

    /** Where a hunk is looked for first. */
    int guess(HunkPattern pattern) {
        return pattern.first() + offset;
    }

    /**
     * Where a hunk goes.
     *
     * @param frozen how many lines are settled by the hunks before
     * @param fuzz   how many lines of its longer context need not fit
     */
    OptionalInt find(HunkPattern pattern, int frozen, int fuzz) {
        int guess = guess(pattern);
        if (pattern.size() == 0) {
            return guess < 1 ? OptionalInt.empty() : OptionalInt.of(guess);
        }
        HunkPattern.Core core = pattern.core(fuzz);
        OptionalInt place = places(pattern, core, frozen)
                .filter(line -> fits(pattern, core, line))
                .findFirst();
        place.ifPresent(line -> offset += line - guess);
        return place;
    }

    /** The places that come into question, the likeliest first. */
    private IntStream places(HunkPattern pattern, HunkPattern.Core core, int frozen) {
        if (core.isBoundToStart()) {
            return IntStream.of(1).filter(place -> frozen <= pattern.before());
        }
        if (core.isBoundToEnd()) {
            return IntStream.of(lines.size() - pattern.size() + 1).filter(place -> place > frozen);
        }
        int first = frozen + 1;
        int last = lines.size() - core.end() + 1;
        int guess = guess(pattern);
        if (guess < first) {
            // Out of order: as far above it as the settled lines reach below, it is found too, where it cannot go and
            // so fails.
            return IntStream.rangeClosed(guess - (first - guess), last);
        }
        return around(guess, first, last);
    }

    private static IntStream around(int guess, int first, int last) {
        int nearest = Math.max(0, guess - last);
        int farthest = Math.max(last - guess, guess - first);
        return IntStream.rangeClosed(nearest, farthest)
                .flatMap(distance -> IntStream.of(guess + distance, guess - distance)
                        .distinct()
                        .filter(place -> first <= place && place <= last));
    }

    private boolean fits(HunkPattern pattern, HunkPattern.Core core, int place) {
        int top = place - 1;
        return top + core.begin() >= 0
                && top + core.end() <= lines.size()
                && IntStream.range(core.begin(), core.end())
                        .allMatch(line -> match.fits(
                                lines.get(top + line), pattern.lines().get(line)));
    }
}
