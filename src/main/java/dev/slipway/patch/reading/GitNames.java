package dev.slipway.patch.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The two names of a {@code diff --git} line, which nothing but a blank separates, even where they have blanks.
 *
 * @param old     as bytes in characters of ISO 8859-1
 * @param changed the same
 */
record GitNames(String old, String changed) {

    static final String MARK = "diff --git ";

    /** Names are shorter; this keeps a line of a million blanks from being split a million times. */
    private static final int LONGEST = 10_000;

    /**
     * The names of a file that keeps its name: they are equal but for their first segment.
     *
     * @param text behind {@code diff --git}
     */
    static Optional<GitNames> same(int line, String text) {
        return first(
                line,
                text,
                names -> names.old.equals(names.changed)
                        || withoutPrefix(names.old).equals(withoutPrefix(names.changed)));
    }

    /**
     * The names of a file that gets another name, with the segment before them that {@code rename from} lacks.
     *
     * @param from as {@code rename from} says
     * @param to   as {@code rename to} says
     */
    static GitNames renamed(int line, String text, String from, String to) {
        return first(line, text, names -> endsIn(names.old, from) && endsIn(names.changed, to))
                .orElse(new GitNames("a/" + from, "b/" + to));
    }

    private static boolean endsIn(String name, String end) {
        return name.equals(end) || name.endsWith("/" + end);
    }

    private static String withoutPrefix(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static Optional<GitNames> first(int line, String text, Predicate<GitNames> fits) {
        return text.length() > LONGEST
                ? Optional.empty()
                : candidates(line, text).stream()
                        .filter(names -> !names.old.isEmpty() && !names.changed.isEmpty())
                        .filter(fits)
                        .findFirst();
    }

    private static List<GitNames> candidates(int line, String text) {
        if (text.startsWith("\"")) {
            QuotedName old = QuotedName.parse(line, text, 0);
            String rest = text.substring(old.end()).stripLeading();
            return List.of(new GitNames(
                    old.text(),
                    rest.startsWith("\"") ? QuotedName.parse(line, rest, 0).text() : rest));
        }
        int quote = text.indexOf(" \"");
        if (quote >= 0) {
            String changed = QuotedName.parse(line, text, quote + 1).text();
            return List.of(new GitNames(text.substring(0, quote), changed));
        }
        return splits(text);
    }

    /** The middle first: prefixes are mostly of one length. */
    private static List<GitNames> splits(String text) {
        List<GitNames> splits = new ArrayList<>();
        int middle = text.length() / 2;
        for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
            GitNames names = new GitNames(text.substring(0, blank), text.substring(blank + 1));
            splits.add(blank == middle ? 0 : splits.size(), names);
        }
        return splits;
    }
}
