package dev.slipway.context;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A regular expression as Go reads it, turned into one that Java reads the same way.
 *
 * <p>Knows what {@link GlobExpression} can write: groups and repetitions of its own, brackets and escapes of the user's.
 * Of the escapes that only make sense in regular expressions the one-letter ones are understood.
 */
final class GoExpression {

    private static final String SYNTAX = ".*?()^";
    private static final String ASSERTIONS = "AbBz";
    private static final String CLASSES = "dDsSwW";
    private static final Map<Character, Integer> CONTROLS = Map.of('a', 7, 'f', 12, 'n', 10, 'r', 13, 't', 9, 'v', 11);
    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alnum", "Alnum"),
            Map.entry("alpha", "Alpha"),
            Map.entry("ascii", "ASCII"),
            Map.entry("blank", "Blank"),
            Map.entry("cntrl", "Cntrl"),
            Map.entry("digit", "Digit"),
            Map.entry("graph", "Graph"),
            Map.entry("lower", "Lower"),
            Map.entry("print", "Print"),
            Map.entry("punct", "Punct"),
            Map.entry("space", "Space"),
            Map.entry("upper", "Upper"),
            Map.entry("xdigit", "XDigit"));

    private final StringBuilder java = new StringBuilder();
    private final String go;
    private int at;

    private GoExpression(String go) {
        this.go = go;
    }

    static Pattern compile(String go) throws MalformedPatternException {
        // In Go a dot stops at \n only.
        return Pattern.compile(new GoExpression(go).translated(), Pattern.UNIX_LINES);
    }

    private String translated() throws MalformedPatternException {
        while (at < go.length()) {
            int c = take();
            if (c == '[') {
                brackets();
            } else if (c == '\\') {
                escape();
            } else if (SYNTAX.indexOf(c) >= 0) {
                java.appendCodePoint(c);
            } else {
                literal(c);
            }
        }
        return java.toString();
    }

    private void escape() throws MalformedPatternException {
        if (ASSERTIONS.indexOf(go.charAt(at)) >= 0 || CLASSES.indexOf(go.charAt(at)) >= 0) {
            java.append('\\').append(go.charAt(at++));
        } else {
            literal(escapedCharacter());
        }
    }

    private void brackets() throws MalformedPatternException {
        java.append('[');
        if (go.startsWith("^", at)) {
            java.append(go.charAt(at++));
        }
        for (boolean first = true; first || !go.startsWith("]", at); first = false) {
            if (!namedClass() && !letterClass()) {
                range();
            }
        }
        java.append(']');
        at++;
    }

    private boolean namedClass() throws MalformedPatternException {
        int end = go.startsWith("[:", at) ? go.indexOf(":]", at + 2) : -1;
        if (end < 0) {
            return false;
        }
        boolean negated = go.startsWith("^", at + 2);
        String name = go.substring(at + (negated ? 3 : 2), end);
        String posix = POSIX.get(name);
        if (posix == null) {
            throw new MalformedPatternException(
                    "there is no class «[:" + name + ":]»", "Name the characters themselves, such as «[a-z]».");
        }
        java.append(negated ? "\\P{" : "\\p{").append(posix).append('}');
        at = end + 2;
        return true;
    }

    private boolean letterClass() {
        if (!go.startsWith("\\", at) || CLASSES.indexOf(go.charAt(at + 1)) < 0) {
            return false;
        }
        java.append(go, at, at + 2);
        at += 2;
        return true;
    }

    private void range() throws MalformedPatternException {
        int low = bracketCharacter();
        java.append("\\x{%x}".formatted(low));
        if (!go.startsWith("-", at) || go.startsWith("-]", at)) {
            return;
        }
        at++;
        int high = bracketCharacter();
        if (high < low) {
            throw new MalformedPatternException(
                    "the range «%s-%s» runs backwards".formatted(Character.toString(low), Character.toString(high)),
                    "Turn it round, or write «\\-» for a dash in a name.");
        }
        java.append("-\\x{%x}".formatted(high));
    }

    private int bracketCharacter() throws MalformedPatternException {
        if (at == go.length()) {
            throw new MalformedPatternException(
                    "its «[» is never closed", "Close it with «]», or write «\\[» for a bracket in a name.");
        }
        int c = take();
        return c == '\\' ? escapedCharacter() : c;
    }

    private int escapedCharacter() throws MalformedPatternException {
        int c = take();
        Integer control = CONTROLS.get((char) c);
        if (control != null) {
            return control;
        }
        if (c > 0x7F || Character.isLetterOrDigit(c)) {
            throw new MalformedPatternException(
                    "«\\" + Character.toString(c) + "» escapes a character that needs no escape",
                    "Separate folders with «/», and leave the backslash out before letters and digits.");
        }
        return c;
    }

    private void literal(int c) {
        boolean plain = c > 0x7F || Character.isLetterOrDigit(c);
        java.append(plain ? "" : "\\").appendCodePoint(c);
    }

    private int take() {
        int c = go.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }
}
