package dev.slipway.dockerfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The patterns of {@code ${name#pattern}} and its kin: {@code *} and {@code ?}, without bracket expressions. */
final class ShellPattern {

    private static final String ONE = "[^\\n]";

    private final Pattern regex;

    ShellPattern(String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                out.append(ONE).append('*');
            } else if (c == '?') {
                out.append(ONE);
            } else {
                if (c == '\\') {
                    c = escaped(pattern, ++i);
                }
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        this.regex = Pattern.compile(out.toString());
    }

    /** A closing brace and a slash need the backslash only to get past the substitution's own syntax. */
    private static char escaped(String pattern, int at) {
        if (at >= pattern.length() || "*?\\}/".indexOf(pattern.charAt(at)) < 0) {
            throw new ShellSyntaxException(
                    "the pattern '" + pattern + "' has a backslash before an ordinary character");
        }
        return pattern.charAt(at);
    }

    String withoutPrefix(String value, boolean longest) {
        for (int i = 0; i <= value.length(); i++) {
            int end = longest ? value.length() - i : i;
            if (regex.matcher(value.substring(0, end)).matches()) {
                return value.substring(end);
            }
        }
        return value;
    }

    String withoutSuffix(String value, boolean longest) {
        for (int i = 0; i <= value.length(); i++) {
            int start = longest ? i : value.length() - i;
            if (regex.matcher(value.substring(start)).matches()) {
                return value.substring(0, start);
            }
        }
        return value;
    }

    String replace(String value, String replacement, boolean everywhere) {
        Matcher matcher = regex.matcher(value);
        String quoted = Matcher.quoteReplacement(replacement);
        return everywhere ? matcher.replaceAll(quoted) : matcher.replaceFirst(quoted);
    }
}
