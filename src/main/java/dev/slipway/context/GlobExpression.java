package dev.slipway.context;

/**
 * Docker's way from a glob to a regular expression, text to text: {@code **} crosses folders, {@code *} and {@code ?}
 * stay inside one, brackets and escapes go through as they are.
 *
 * <p>Wildcards are replaced inside brackets too, and {@code ^} is left alone outside of them. Both look like
 * oversights, but a file that Docker sends or leaves out because of them must be sent or left out here as well.
 */
final class GlobExpression {

    private static final String ESCAPED = ".+()|{}$";

    private final StringBuilder expression = new StringBuilder();
    private final String glob;
    private int at;

    private GlobExpression(String glob) {
        this.glob = glob;
    }

    /** The expression in the syntax of Go's {@code regexp}, without anchors. */
    static String of(String glob) {
        return new GlobExpression(glob).translated();
    }

    private String translated() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            if (c == '*') {
                star();
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '\\') {
                expression.append(c).append(glob.charAt(at++));
            } else {
                expression.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return expression.toString();
    }

    private void star() {
        if (!next('*')) {
            expression.append("[^/]*");
            return;
        }
        at++;
        if (next('/')) {
            at++;
        }
        expression.append(at == glob.length() ? ".*" : "(.*/)?");
    }

    private boolean next(char c) {
        return at < glob.length() && glob.charAt(at) == c;
    }
}
