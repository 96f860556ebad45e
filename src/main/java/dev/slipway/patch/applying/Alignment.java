package dev.slipway.patch.applying;

import dev.slipway.patch.applying.NearestPlace.Difference;
import dev.slipway.patch.applying.NearestPlace.Found;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lines that are expected beside lines that are found, with as few differences as can be; what is found around them is free. */
final class Alignment {

    private final List<String> lines;
    private final List<String> expected;
    private final int skipped;
    private final int[][] costs;

    /**
     * @param lines   some lines of the file
     * @param skipped how many lines of the file come before them
     */
    Alignment(List<String> lines, List<String> expected, int skipped) {
        this.lines = lines;
        this.expected = expected;
        this.skipped = skipped;
        this.costs = new int[expected.size() + 1][lines.size() + 1];
        for (int i = 1; i <= expected.size(); i++) {
            costs[i][0] = i;
            for (int j = 1; j <= lines.size(); j++) {
                int aside = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
                costs[i][j] = Math.min(aside, costs[i - 1][j - 1] + other(i, j));
            }
        }
    }

    Found found() {
        int j = 0;
        int[] last = costs[expected.size()];
        for (int end = 1; end <= lines.size(); end++) {
            j = last[end] < last[j] ? end : j;
        }
        List<Difference> differences = new ArrayList<>();
        int i = expected.size();
        while (i > 0) {
            if (j > 0 && costs[i][j] == costs[i - 1][j - 1] + other(i, j)) {
                if (other(i, j) > 0) {
                    differences.add(difference(j, Optional.of(expected.get(i - 1)), Optional.of(lines.get(j - 1))));
                }
                i--;
                j--;
            } else if (costs[i][j] == costs[i - 1][j] + 1) {
                differences.add(difference(j + 1, Optional.of(expected.get(i - 1)), Optional.empty()));
                i--;
            } else {
                differences.add(difference(j, Optional.empty(), Optional.of(lines.get(j - 1))));
                j--;
            }
        }
        Collections.reverse(differences);
        return new Found(skipped + j + 1, differences);
    }

    private Difference difference(int line, Optional<String> wanted, Optional<String> found) {
        return new Difference(skipped + line, wanted, found);
    }

    private int other(int i, int j) {
        return expected.get(i - 1).equals(lines.get(j - 1)) ? 0 : 1;
    }
}
