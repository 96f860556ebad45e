package dev.slipway.context;

import dev.slipway.context.GlobLiteral.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the patterns that match a path without trying them all.
 *
 * <p>Each pattern lies under one literal text that its paths have: the one it shares with the fewest others. The texts
 * are grouped by their length, so that a path looks up its own pieces of these lengths; thousands of patterns have a few
 * dozen.
 */
final class PatternIndex {

    /** So few candidates are cheaper than looking for a text anywhere in a path. */
    private static final long FEW = 16;

    private final List<IgnorePattern> patterns;
    private final Map<String, IntSequence> exact = new HashMap<>();
    private final Map<Place, Map<Integer, Map<String, IntSequence>>> byLiteral = new HashMap<>();
    private final IntSequence others = new IntSequence();

    PatternIndex(List<IgnorePattern> patterns) {
        this.patterns = patterns;
        Map<GlobLiteral, Long> shared = patterns.stream()
                .flatMap(pattern -> pattern.glob().literals().stream())
                .collect(Collectors.groupingBy(literal -> literal, Collectors.counting()));
        for (int i = 0; i < patterns.size(); i++) {
            listFor(patterns.get(i).glob(), shared).add(i);
        }
    }

    private IntSequence listFor(Glob glob, Map<GlobLiteral, Long> shared) {
        if (glob instanceof Glob.Exactly one) {
            return exact.computeIfAbsent(one.path(), path -> new IntSequence());
        }
        Optional<GlobLiteral> rarest = glob.literals().stream()
                .min(Comparator.comparing(literal -> Math.max(FEW, shared.getOrDefault(literal, 0L))));
        return rarest.map(this::listUnder).orElse(others);
    }

    private IntSequence listUnder(GlobLiteral literal) {
        return byLiteral
                .computeIfAbsent(literal.place(), place -> new HashMap<>())
                .computeIfAbsent(literal.text().length(), length -> new HashMap<>())
                .computeIfAbsent(literal.text(), text -> new IntSequence());
    }

    /** The numbers of the patterns that match this path itself, whatever its parents do; ascending. */
    int[] matching(String path) {
        IntSequence found = new IntSequence();
        IntSequence same = exact.get(path);
        if (same != null) {
            tryAll(same, path, found);
        }
        tryAll(others, path, found);
        byLiteral.forEach((place, byLength) -> byLength.forEach((length, lists) -> {
            int lastStart = path.length() - length;
            int from = place == Place.END ? Math.max(0, lastStart) : 0;
            int to = place == Place.START ? Math.min(0, lastStart) : lastStart;
            for (int start = from; start <= to; start++) {
                IntSequence candidates = lists.get(path.substring(start, start + length));
                if (candidates != null) {
                    tryAll(candidates, path, found);
                }
            }
        }));
        return found.sortedDistinct();
    }

    private void tryAll(IntSequence candidates, String path, IntSequence found) {
        for (int i = 0; i < candidates.size(); i++) {
            if (patterns.get(candidates.get(i)).matches(path)) {
                found.add(candidates.get(i));
            }
        }
    }
}
