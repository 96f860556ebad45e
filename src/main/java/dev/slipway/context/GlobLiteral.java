package dev.slipway.context;

import java.util.ArrayList;
import java.util.List;

/**
 * Literal text that every path has which a glob matches, so that other paths need not be tried.
 *
 * @param place where in the path it is
 * @param text  not empty
 */
record GlobLiteral(Place place, String text) {

    /** The wildcards, and the circumflex, which does not stand for itself in an expression either. */
    private static final String SPECIAL = "*?[]\\^";

    enum Place {
        START,
        END,
        ANYWHERE
    }

    /** The literals of a glob: its start and its end if these are literal, and all between. */
    static List<GlobLiteral> of(String glob) {
        List<GlobLiteral> literals = new ArrayList<>();
        int at = 0;
        while (at < glob.length()) {
            int end = endOfRun(glob, at);
            if (end > at) {
                literals.add(new GlobLiteral(place(glob, at, end), glob.substring(at, end)));
            }
            at = end == glob.length() ? end : afterSpecial(glob, end);
        }
        return literals;
    }

    private static int endOfRun(String glob, int start) {
        int end = start;
        while (end < glob.length() && SPECIAL.indexOf(glob.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int afterSpecial(String glob, int at) {
        return switch (glob.charAt(at)) {
            // Brackets may end elsewhere than they seem to; after the last of them all is clear.
            case '[' -> glob.lastIndexOf(']') + 1;
            case '\\' -> at + 2;
            // Stars may take the slash that follows them.
            case '*' -> at + (glob.startsWith("/", at + 1) ? 2 : 1);
            default -> at + 1;
        };
    }

    private static Place place(String glob, int start, int end) {
        if (start == 0) {
            return Place.START;
        }
        return end == glob.length() ? Place.END : Place.ANYWHERE;
    }

    boolean isIn(String path) {
        return switch (place) {
            case START -> path.startsWith(text);
            case END -> path.endsWith(text);
            case ANYWHERE -> path.contains(text);
        };
    }
}
