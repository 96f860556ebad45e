package dev.slipway.context;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths that a pattern stands for. As in Docker's matcher most kinds do without a regular expression, which also
 * makes a difference: only in an expression does a circumflex not stand for itself.
 */
sealed interface Glob {

    boolean matches(String path);

    /** Whether a path that begins with this text, a folder and a slash, could match. */
    boolean couldContinue(String start);

    /** Literal text that is in every path that matches. */
    List<GlobLiteral> literals();

    /**
     * The glob in this text.
     *
     * @throws MalformedPatternException if Docker would refuse it, when it reads it or when it comes to use it
     */
    static Glob parse(String text) throws MalformedPatternException {
        GlobSyntax.check(text);
        int wildcard = firstWildcard(text);
        if (wildcard == text.length()) {
            return new Exactly(text);
        }
        if (text.startsWith("**", wildcard)) {
            String rest = text.substring(wildcard + 2);
            if (rest.isEmpty() && wildcard > 0) {
                return new Starting(text.substring(0, wildcard));
            }
            if (wildcard == 0 && firstWildcard(rest) == rest.length()) {
                return rest.startsWith("/") ? new Under(rest.substring(1)) : new Ending(rest);
            }
        }
        return new Expression(GoExpression.compile(GlobExpression.of(text)), GlobLiteral.of(text));
    }

    private static int firstWildcard(String text) {
        int at = 0;
        while (at < text.length() && "*?[]\\".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Just this path. */
    record Exactly(String path) implements Glob {
        @Override
        public boolean matches(String candidate) {
            return candidate.equals(path);
        }

        @Override
        public boolean couldContinue(String start) {
            return path.startsWith(start);
        }

        @Override
        public List<GlobLiteral> literals() {
            return List.of(new GlobLiteral(GlobLiteral.Place.START, path));
        }
    }

    /** {@code folder/**} or {@code name**}. */
    record Starting(String text) implements Glob {
        @Override
        public boolean matches(String path) {
            return path.startsWith(text);
        }

        @Override
        public boolean couldContinue(String start) {
            return text.startsWith(start) || start.startsWith(text);
        }

        @Override
        public List<GlobLiteral> literals() {
            return List.of(new GlobLiteral(GlobLiteral.Place.START, text));
        }
    }

    /** {@code **name}; without a name it is everything. */
    record Ending(String text) implements Glob {
        @Override
        public boolean matches(String path) {
            return path.endsWith(text);
        }

        @Override
        public boolean couldContinue(String start) {
            return true;
        }

        @Override
        public List<GlobLiteral> literals() {
            return text.isEmpty() ? List.of() : List.of(new GlobLiteral(GlobLiteral.Place.END, text));
        }
    }

    /** {@code **}{@code /name}: a path, or the last segments of one. */
    record Under(String path) implements Glob {
        @Override
        public boolean matches(String candidate) {
            int start = candidate.length() - path.length();
            return candidate.endsWith(path) && (start == 0 || candidate.charAt(start - 1) == '/');
        }

        @Override
        public boolean couldContinue(String start) {
            return true;
        }

        @Override
        public List<GlobLiteral> literals() {
            return List.of(new GlobLiteral(GlobLiteral.Place.END, path));
        }
    }

    /** All the rest. */
    record Expression(Pattern pattern, List<GlobLiteral> literals) implements Glob {
        @Override
        public boolean matches(String path) {
            return pattern.matcher(path).matches();
        }

        @Override
        public boolean couldContinue(String start) {
            boolean possible = literals.stream()
                    .filter(literal -> literal.place() == GlobLiteral.Place.START)
                    .allMatch(literal -> literal.text().startsWith(start) || start.startsWith(literal.text()));
            Matcher matcher = pattern.matcher(start);
            return possible && (matcher.matches() || matcher.hitEnd());
        }
    }
}
