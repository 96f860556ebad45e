package dev.slipway.dockerfile;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Expands variables and takes quotes off as BuildKit does it for the words of a Dockerfile.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Dockerfile reference, environment replacement</a>
 */
final class ShellLexer {

    private static final char SEPARATOR = 0;
    private static final int END = -1;
    private static final String SPECIAL_PARAMETERS = "@*#?-$!0";

    private final String text;
    private final char escape;
    private final Variables variables;
    private final boolean keepsQuotes;
    private boolean keepsEscapes;
    private boolean splits;
    private int position;
    private boolean hasUnknown;

    private ShellLexer(String text, char escape, Variables variables, boolean isRaw) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
        this.keepsQuotes = isRaw;
        this.keepsEscapes = isRaw;
    }

    /** @param hasUnknown whether variables of unknown value were left as written */
    record Expansion(String text, boolean hasUnknown) {}

    /** The whole text with variables replaced and quotes taken off; blanks stay. */
    static Expansion expand(String text, char escape, Variables variables) {
        ShellLexer lexer = new ShellLexer(text, escape, variables, false);
        String result = lexer.upTo(END, false);
        return new Expansion(result, lexer.hasUnknown);
    }

    /** The words of a text, variables as written, without quotes and escapes. */
    static List<String> words(String text) {
        return split(new ShellLexer(text, '\\', Variables.UNKNOWN, false));
    }

    /** The words of a text exactly as written. */
    static List<String> rawWords(String text) {
        return split(new ShellLexer(text, '\\', Variables.UNKNOWN, true));
    }

    private static List<String> split(ShellLexer lexer) {
        lexer.splits = true;
        String separated = lexer.upTo(END, lexer.keepsEscapes);
        return Stream.of(separated.split(String.valueOf(SEPARATOR), -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private boolean hasMore() {
        return position < text.length();
    }

    private boolean isAt(char c) {
        return hasMore() && text.charAt(position) == c;
    }

    private String upTo(int stop, boolean escapesStay) {
        boolean before = keepsEscapes;
        keepsEscapes = escapesStay;
        StringBuilder result = new StringBuilder();
        while (hasMore()) {
            char c = text.charAt(position);
            if (c == stop) {
                position++;
                keepsEscapes = before;
                return result.toString();
            }
            switch (c) {
                case '$' -> result.append(separated(dollar(), stop));
                case '\'' -> result.append(singleQuoted());
                case '"' -> result.append(doubleQuoted());
                case '<' -> result.append(angle());
                default -> result.append(c == escape ? escaped() : separated(next(), stop));
            }
        }
        if (stop != END) {
            throw new ShellSyntaxException("'" + (char) stop + "' is missing after '${'");
        }
        return result.toString();
    }

    private String next() {
        return String.valueOf(text.charAt(position++));
    }

    private String separated(String plain, int stop) {
        if (!splits || stop != END) {
            return plain;
        }
        StringBuilder marked = new StringBuilder(plain);
        for (int i = 0; i < marked.length(); i++) {
            if (Blanks.isBlank(marked.charAt(i))) {
                marked.setCharAt(i, SEPARATOR);
            }
        }
        return marked.toString();
    }

    private String escaped() {
        String kept = keepsEscapes ? String.valueOf(escape) : "";
        position++;
        return hasMore() ? kept + next() : kept;
    }

    /** Blanks after {@code <<} belong to the word, since a here-document may have them before its name. */
    private String angle() {
        int start = position++;
        if (isAt('<')) {
            position++;
            while (isAt(' ') || isAt('\t') || isAt('\r')) {
                position++;
            }
        }
        return text.substring(start, position);
    }

    private String singleQuoted() {
        int end = text.indexOf('\'', position + 1);
        if (end < 0) {
            throw new ShellSyntaxException("a single quote is not closed");
        }
        String quoted = keepsQuotes ? text.substring(position, end + 1) : text.substring(position + 1, end);
        position = end + 1;
        return quoted;
    }

    private String doubleQuoted() {
        String quote = keepsQuotes ? "\"" : "";
        StringBuilder result = new StringBuilder(quote);
        position++;
        while (hasMore() && !isAt('"')) {
            if (isAt('$')) {
                result.append(dollar());
            } else if (isAt(escape)) {
                result.append(escapedInQuotes());
            } else {
                result.append(next());
            }
        }
        if (!hasMore()) {
            throw new ShellSyntaxException("a double quote is not closed");
        }
        position++;
        return result.append(quote).toString();
    }

    private String escapedInQuotes() {
        position++;
        if (!hasMore()) {
            return "";
        }
        boolean isSpecial = isAt('"') || isAt('$') || isAt(escape);
        return isSpecial && !keepsEscapes ? next() : escape + (isSpecial ? next() : "");
    }

    private String dollar() {
        int start = position++;
        if (isAt('{')) {
            position++;
            return braces(start);
        }
        String name = name();
        if (name.isEmpty()) {
            return "$";
        }
        return variables.isKnown(name) ? valueOrEmpty(name) : asWritten(start);
    }

    private String asWritten(int start) {
        hasUnknown = true;
        return text.substring(start, position);
    }

    private String valueOrEmpty(String name) {
        @Nullable String value = variables.value(name);
        return value == null ? "" : value;
    }

    private String name() {
        int start = position;
        if (hasMore() && Character.isDigit(text.charAt(position))) {
            while (hasMore() && Character.isDigit(text.charAt(position))) {
                position++;
            }
        } else if (hasMore() && SPECIAL_PARAMETERS.indexOf(text.charAt(position)) >= 0) {
            position++;
        } else {
            while (hasMore() && (Character.isLetterOrDigit(text.charAt(position)) || isAt('_'))) {
                position++;
            }
        }
        return text.substring(start, position);
    }

    private String braces(int start) {
        if (!hasMore() || isAt('{') || isAt('}') || isAt(':')) {
            throw new ShellSyntaxException("'${' is not followed by a name");
        }
        String name = name();
        if (!hasMore()) {
            throw new ShellSyntaxException("'}' is missing after '${" + name + "'");
        }
        char operator = text.charAt(position++);
        if (operator == '}') {
            return variables.isKnown(name) ? valueOrEmpty(name) : asWritten(start);
        }
        return operator == '/' ? replaced(start, name) : modified(start, name, operator);
    }

    private String modified(int start, String name, char first) {
        boolean emptyIsUnset = first == ':';
        char operator = emptyIsUnset && hasMore() ? text.charAt(position++) : first;
        if (!Substitution.isOperator(operator, emptyIsUnset)) {
            throw new ShellSyntaxException("'${" + name + first + "' is not a substitution that Docker knows");
        }
        boolean hadUnknown = hasUnknown;
        String word = upTo('}', operator == '#' || operator == '%');
        if (!variables.isKnown(name)) {
            return asWritten(start);
        }
        Substitution substitution = new Substitution(name, operator, emptyIsUnset, word);
        @Nullable String value = variables.value(name);
        hasUnknown = substitution.takesWord(value) ? hasUnknown : hadUnknown;
        return substitution.apply(value);
    }

    private String replaced(int start, String name) {
        boolean everywhere = isAt('/');
        if (everywhere) {
            position++;
        }
        String pattern = upTo('/', true);
        String replacement = upTo('}', true);
        if (!variables.isKnown(name)) {
            return asWritten(start);
        }
        return new ShellPattern(pattern).replace(valueOrEmpty(name), replacement, everywhere);
    }
}
