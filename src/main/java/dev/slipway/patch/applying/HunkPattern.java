package dev.slipway.patch.applying;

import dev.slipway.patch.Hunk;
import java.util.List;

/**
 * What a hunk looks for.
 *
 * @param lines  those that stay and those that go
 * @param before how many lines stay before the first change
 * @param after  how many lines stay after the last change
 * @param first  the line of the file where the patch says that they are, or that comes after the place where lines come
 */
record HunkPattern(List<String> lines, int before, int after, int first) {

    static HunkPattern of(Hunk hunk) {
        List<Hunk.Line> all = hunk.lines();
        List<String> lines = all.stream()
                .filter(line -> line.kind() != Hunk.Kind.ADDED)
                .map(Hunk.Line::text)
                .toList();
        int before = 0;
        while (before < all.size() && all.get(before).kind() == Hunk.Kind.CONTEXT) {
            before++;
        }
        int after = 0;
        while (after < all.size() - before && all.get(all.size() - 1 - after).kind() == Hunk.Kind.CONTEXT) {
            after++;
        }
        return new HunkPattern(lines, before, after, lines.isEmpty() ? hunk.oldStart() + 1 : hunk.oldStart());
    }

    /**
     * The lines of a pattern that must fit.
     *
     * @param begin          the first of them, counted from 0
     * @param end            the one behind the last
     * @param isBoundToStart whether they are at the start of the file only: fewer lines stay before the change than after
     *     it, as there are no more
     * @param isBoundToEnd   the same of its end
     */
    record Core(int begin, int end, boolean isBoundToStart, boolean isBoundToEnd) {}

    /** @param fuzz how many lines of the longer context need not fit */
    Core core(int fuzz) {
        int begin = before + fuzz - context();
        int behind = after + fuzz - context();
        return new Core(Math.max(begin, 0), size() - Math.max(behind, 0), begin < 0 && first <= 1, behind < 0);
    }

    int size() {
        return lines.size();
    }

    /** The greater number of lines that stay, before or after. */
    int context() {
        return Math.max(before, after);
    }
}
