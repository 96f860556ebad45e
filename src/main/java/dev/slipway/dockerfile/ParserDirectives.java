package dev.slipway.dockerfile;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parser directives at the top of a Dockerfile. Of one that stands there twice the first counts.
 *
 * @param syntax the frontend image that {@code # syntax=} names; null without one
 * @param check  what {@code # check=} says; null without one
 * @param escape the character that escapes and that continues lines: backslash, or backtick
 * @see <a href="https://docs.docker.com/reference/dockerfile/#parser-directives">Dockerfile reference, parser directives</a>
 */
public record ParserDirectives(
        @Nullable String syntax, @Nullable String check, char escape) {

    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");

    private static final ParserDirectives NONE = new ParserDirectives(null, null, '\\');

    static ParserDirectives of(SourceText source) {
        ParserDirectives found = NONE;
        boolean hasEscape = false;
        for (int line = 1; line <= source.size(); line++) {
            Matcher matcher = DIRECTIVE.matcher(Blanks.trimStart(source.line(line)));
            if (!matcher.matches()) {
                return found;
            }
            String value = matcher.group(2);
            switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
                case "syntax" -> found = found.withSyntax(value);
                case "check" -> found = found.withCheck(value);
                case "escape" -> {
                    char escape = escape(source, line, value);
                    found = hasEscape ? found : new ParserDirectives(found.syntax, found.check, escape);
                    hasEscape = true;
                }
                default -> {
                    return found;
                }
            }
        }
        return found;
    }

    private static char escape(SourceText source, int line, String value) {
        if (!value.equals("\\") && !value.equals("`")) {
            throw source.failure(
                    line,
                    "the escape character is neither \\ nor `",
                    "Write # escape=\\ or # escape=`, or leave it out.");
        }
        return value.charAt(0);
    }

    private ParserDirectives withSyntax(String value) {
        return syntax != null ? this : new ParserDirectives(value.split(" ", 2)[0], check, escape);
    }

    private ParserDirectives withCheck(String value) {
        return check != null ? this : new ParserDirectives(syntax, value, escape);
    }
}
