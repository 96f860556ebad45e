package dev.slipway.context;

/**
 * The syntax that Docker demands of a pattern before it uses it: the one of Go's {@code filepath.Match}, where brackets
 * are closed and not empty, a dash stands between two characters, and a backslash before one.
 */
final class GlobSyntax {

    private final String glob;
    private int at;

    private GlobSyntax(String glob) {
        this.glob = glob;
    }

    /** Passes if the pattern is well formed. */
    static void check(String glob) throws MalformedPatternException {
        new GlobSyntax(glob).pattern();
    }

    private void pattern() throws MalformedPatternException {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            if (c == '\\') {
                escaped();
            } else if (c == '[') {
                brackets();
            }
        }
    }

    private void escaped() throws MalformedPatternException {
        if (at == glob.length()) {
            throw new MalformedPatternException(
                    "nothing follows its last backslash",
                    "Separate folders with «/», and write «\\\\» for a backslash in a name.");
        }
        at++;
    }

    private void brackets() throws MalformedPatternException {
        if (next('^')) {
            at++;
        }
        boolean empty = true;
        while (empty || !next(']')) {
            bracketCharacter();
            if (next('-')) {
                at++;
                bracketCharacter();
            }
            empty = false;
        }
        at++;
    }

    private void bracketCharacter() throws MalformedPatternException {
        if (at == glob.length()) {
            throw unclosed();
        }
        char c = glob.charAt(at++);
        if (c == '-' || c == ']') {
            throw new MalformedPatternException(
                    "«" + c + "» has no place there in its brackets", "Write «\\" + c + "» for the character itself.");
        }
        if (c == '\\') {
            escaped();
        }
        if (at == glob.length()) {
            throw unclosed();
        }
    }

    private boolean next(char c) {
        return at < glob.length() && glob.charAt(at) == c;
    }

    private static MalformedPatternException unclosed() {
        return new MalformedPatternException(
                "its «[» is never closed", "Close it with «]», or write «\\[» for a bracket in a name.");
    }
}
