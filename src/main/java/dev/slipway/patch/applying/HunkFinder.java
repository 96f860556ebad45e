package dev.slipway.patch.applying;

import java.util.List;
import java.util.OptionalInt;

/** Finds where a hunk goes. Lines count from 1. */
final class HunkFinder {

    private final List<String> lines;
    private final LineMatch match;
    private int offset;

    HunkFinder(List<String> lines, LineMatch match) {
        this.lines = match == LineMatch.EXACT
                ? lines
                : lines.stream().map(match::key).toList();
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
     * Where a hunk goes. One that only brings lines and has no context goes by its number, even behind the end.
     *
     * @param settled how many lines are settled by the hunks before
     * @param fuzz    how many lines of its context need not fit
     */
    OptionalInt find(HunkPattern pattern, int settled, int fuzz) {
        OptionalInt place = place(pattern, settled, fuzz);
        place.ifPresent(line -> offset = line - pattern.first());
        return place;
    }

    private OptionalInt place(HunkPattern pattern, int settled, int fuzz) {
        int guess = guess(pattern);
        if (pattern.size() == 0) {
            return guess > settled ? OptionalInt.of(guess) : OptionalInt.empty();
        }
        Search search = new Search(pattern, settled, fuzz);
        if (pattern.isAtStart(fuzz)) {
            return search.at(1);
        }
        return pattern.isAtEnd(fuzz) ? search.at(search.last) : search.nearest(guess);
    }

    /** A search between two lines. What need not fit may lie behind the end of the file, but not before its start. */
    private final class Search {

        private final List<String> keys;
        private final int skipped;
        private final int first;
        private final int last;

        Search(HunkPattern pattern, int settled, int fuzz) {
            this.skipped = pattern.freeBefore(fuzz);
            int end = pattern.size() - pattern.freeAfter(fuzz);
            this.keys = pattern.lines().subList(skipped, end).stream()
                    .map(match::key)
                    .toList();
            this.first = settled + 1;
            this.last = lines.size() - end + 1;
        }

        OptionalInt at(int line) {
            return first <= line && line <= last && fits(line) ? OptionalInt.of(line) : OptionalInt.empty();
        }

        /** The nearest place; of two that are as near, the one further down. */
        OptionalInt nearest(int guess) {
            int down = Math.max(guess, first);
            int up = Math.min(guess - 1, last);
            while (down <= last || up >= first) {
                boolean isDown = down <= last && (up < first || down - guess <= guess - up);
                int line = isDown ? down++ : up--;
                if (fits(line)) {
                    return OptionalInt.of(line);
                }
            }
            return OptionalInt.empty();
        }

        private boolean fits(int line) {
            int start = line - 1 + skipped;
            return lines.subList(start, start + keys.size()).equals(keys);
        }
    }
}
