package dev.slipway.plan;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Picks one of several git tags on a commit: the one that names the module's version, else the highest.
 *
 * @param artifactId the module's
 * @param version    the module's, as the POM has it
 */
record GitTagChoice(String artifactId, ProjectVersion version) {

    private static final Pattern PIECE = Pattern.compile("\\d+|[A-Za-z]+");
    private static final Pattern RELEASE_WORD = Pattern.compile("(?i:final|ga|release|sp)");
    private static final Comparator<String> HIGHEST = Comparator.<String, List<String>>comparing(
                    GitTagChoice::pieces, GitTagChoice::compare)
            .thenComparing(Comparator.naturalOrder());

    /**
     * The tag for a module: {@code vVERSION}, {@code VERSION}, {@code ARTIFACTID-VERSION} as Maven's release plugin calls
     * it, and otherwise the highest. Numbers are compared as numbers and stand above words, so that {@code v1.10.0} goes
     * before {@code v1.9.0}, {@code v1.0.0} before {@code v1.0.0-rc.1}, and each of them before {@code stable}.
     *
     * @param names in any order
     */
    Optional<String> of(List<String> names) {
        return Stream.of("v" + version.text(), version.text(), artifactId + "-" + version.text())
                .filter(names::contains)
                .findFirst()
                .or(() -> names.stream().max(HIGHEST));
    }

    private static List<String> pieces(String name) {
        String withoutV = name.matches("[vV]\\d.*") ? name.substring(1) : name;
        return PIECE.matcher(withoutV).results().map(MatchResult::group).toList();
    }

    private static int compare(List<String> left, List<String> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = compare(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(String left, String right) {
        int order = Integer.compare(rank(left), rank(right));
        if (order != 0) {
            return order;
        }
        return isNumber(left) ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareToIgnoreCase(right);
    }

    /** A word such as {@code rc} stands below the end of a name, a number and a word such as {@code Final} above it. */
    private static int rank(String piece) {
        if (piece.isEmpty()) {
            return 1;
        }
        if (isNumber(piece)) {
            return 3;
        }
        return RELEASE_WORD.matcher(piece).matches() ? 2 : 0;
    }

    private static boolean isNumber(String piece) {
        return !piece.isEmpty() && Character.isDigit(piece.charAt(0));
    }
}
