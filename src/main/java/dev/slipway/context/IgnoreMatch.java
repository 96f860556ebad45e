package dev.slipway.context;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the ignore rules say of one path, and what the paths below it inherit.
 *
 * <p>Patterns that match a folder match all that it holds. Docker does not try a pattern that could change nothing when
 * its turn comes, and then does not count it as a match of the folder either: with {@code *}{@code /x} and {@code !a},
 * {@code a/x} stays ignored. So the matches of the parent are carried down, as Docker does, and not asked for again.
 */
final class IgnoreMatch {

    private static final int[] NONE = {};

    private final List<IgnorePattern> patterns;
    private final PatternIndex index;
    private final String path;
    private final int[] matched;

    private IgnoreMatch(List<IgnorePattern> patterns, PatternIndex index, String path, int[] matched) {
        this.patterns = patterns;
        this.index = index;
        this.path = path;
        this.matched = matched;
    }

    /** The root of the context, which nothing matches. */
    static IgnoreMatch root(List<IgnorePattern> patterns, PatternIndex index) {
        return new IgnoreMatch(patterns, index, "", NONE);
    }

    /** What the rules say of a path directly below this one. */
    IgnoreMatch below(String child) {
        int[] own = index.matching(child);
        return new IgnoreMatch(patterns, index, child, own.length == 0 ? matched : merged(own));
    }

    private int[] merged(int[] own) {
        int[] candidates = IntStream.concat(Arrays.stream(matched), Arrays.stream(own))
                .sorted()
                .distinct()
                .toArray();
        int count = 0;
        boolean ignored = false;
        for (int number : candidates) {
            boolean exception = patterns.get(number).exception();
            if (exception == ignored || Arrays.binarySearch(matched, number) >= 0) {
                candidates[count++] = number;
                ignored = !exception;
            }
        }
        return Arrays.copyOf(candidates, count);
    }

    /** Whether the path is left out: the last pattern that matches decides. */
    boolean ignored() {
        return matched.length > 0 && !patterns.get(last()).exception();
    }

    /** Whether something below this ignored path could be taken back by a pattern that comes after the one that ignores it. */
    boolean mayHoldExceptions() {
        for (int i = ignored() ? last() + 1 : 0; i < patterns.size(); i++) {
            IgnorePattern pattern = patterns.get(i);
            if (pattern.exception() && pattern.couldMatchBelow(path)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any pattern could match something below this path. */
    boolean mayMatchBelow() {
        return patterns.stream().anyMatch(pattern -> pattern.couldMatchBelow(path));
    }

    /** The number of the pattern that decides; only where one matches. */
    int last() {
        return matched[matched.length - 1];
    }
}
