package dev.slipway.patch.applying;

import dev.slipway.patch.Hunk;
import java.util.List;

/**
 * What a hunk looks for. One that changes nothing has no context: all of its lines must be there.
 *
 * @param lines  those that stay and those that go
 * @param before how many lines stay before the first change
 * @param after  how many lines stay after the last change
 * @param first  the line of the file where the patch says that they are, or that comes after the place where lines come
 */
record HunkPattern(List<String> lines, int before, int after, int first) {

    static HunkPattern of(Hunk hunk) {
        List<String> lines = hunk.lines().stream()
                .filter(line -> line.kind() != Hunk.Kind.ADDED)
                .map(Hunk.Line::text)
                .toList();
        // without old lines, a hunk names the line before the place
        int first = lines.isEmpty() ? hunk.oldStart() + 1 : hunk.oldStart();
        int change = firstChange(hunk.lines());
        if (change == hunk.lines().size()) {
            return new HunkPattern(lines, 0, 0, first);
        }
        return new HunkPattern(lines, change, hunk.lines().size() - 1 - lastChange(hunk.lines()), first);
    }

    private static int firstChange(List<Hunk.Line> lines) {
        int place = 0;
        while (place < lines.size() && lines.get(place).kind() == Hunk.Kind.CONTEXT) {
            place++;
        }
        return place;
    }

    private static int lastChange(List<Hunk.Line> lines) {
        int place = lines.size() - 1;
        while (lines.get(place).kind() == Hunk.Kind.CONTEXT) {
            place--;
        }
        return place;
    }

    int size() {
        return lines.size();
    }

    /** The greater number of lines that stay, before or after. */
    int context() {
        return Math.max(before, after);
    }

    /** How many of the first lines need not fit with a fuzz. The longer context is cut first, until both are as long. */
    int freeBefore(int fuzz) {
        return Math.max(0, before - context() + fuzz);
    }

    /** How many of the last lines need not fit with a fuzz. */
    int freeAfter(int fuzz) {
        return Math.max(0, after - context() + fuzz);
    }

    /** Whether a place says anything with a fuzz: whether there is a line that must fit. */
    boolean isTelling(int fuzz) {
        return freeBefore(fuzz) + freeAfter(fuzz) < size();
    }

    /**
     * Whether it belongs to the start of the file: context is missing before it, as there was nothing that could have been
     * taken for it.
     */
    boolean isAtStart(int fuzz) {
        return first <= 1 && before - freeBefore(fuzz) < after - freeAfter(fuzz);
    }

    /** Whether it belongs to the end of the file, since context is missing after it. */
    boolean isAtEnd(int fuzz) {
        return after - freeAfter(fuzz) < before - freeBefore(fuzz);
    }
}
