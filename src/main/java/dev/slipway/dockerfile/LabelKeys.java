package dev.slipway.dockerfile;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of a {@code LABEL} instruction, which has the forms {@code key=value …} and {@code key value}. */
final class LabelKeys {

    private static final String WORD = "(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\\\.|[^\\s\"'\\\\])";
    private static final String KEY = "(?:\"[^\"=]+\"|'[^'=]+'|[^\\s\"'=]+)";
    private static final Pattern PAIR = Pattern.compile("\\G\\s*(" + KEY + ")=" + WORD + "*");
    private static final Pattern OLD_FORM = Pattern.compile("\\s*(" + KEY + ")\\s+.*", Pattern.DOTALL);

    private LabelKeys() {}

    static Set<String> of(String arguments) {
        Set<String> keys = new HashSet<>();
        Matcher pairs = PAIR.matcher(arguments);
        while (pairs.find()) {
            keys.add(unquoted(pairs.group(1)));
        }
        Matcher old = OLD_FORM.matcher(arguments);
        if (keys.isEmpty() && old.matches()) {
            keys.add(unquoted(old.group(1)));
        }
        keys.removeIf(key -> key.contains("$"));
        return keys;
    }

    private static String unquoted(String key) {
        boolean isQuoted = key.startsWith("\"") || key.startsWith("'");
        return isQuoted ? key.substring(1, key.length() - 1) : key;
    }
}
