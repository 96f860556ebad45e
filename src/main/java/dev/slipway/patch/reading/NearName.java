package dev.slipway.patch.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that was meant where one is misspelt. */
final class NearName {

    private static final int LETTERS_PER_MISTAKE = 4;

    private NearName() {}

    /** The name with the fewest letters changed, if they are few; also the one in another folder or with another ending. */
    static Optional<String> of(String name, List<String> names) {
        Optional<String> sameStem =
                names.stream().filter(other -> stem(other).equals(stem(name))).findFirst();
        return sameStem.or(() -> names.stream()
                .filter(other -> distance(name, other) <= Math.max(1, name.length() / LETTERS_PER_MISTAKE))
                .min(Comparator.comparingInt(other -> distance(name, other))));
    }

    private static String stem(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.(?:patch|diff)(?:\\.gz)?$", "");
    }

    /** How many letters must be added, taken away or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
