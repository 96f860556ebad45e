package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the here-documents that an instruction announces. */
final class HeredocScanner {

    private static final Pattern WORD = Pattern.compile("(\\d{0,9})<<(-?)\\s*([^<]+)");

    private HeredocScanner() {}

    /** The here-documents of a joined line, still without content. A line that no shell could split has none. */
    static List<Heredoc> find(String line) {
        List<Heredoc> found = new ArrayList<>();
        try {
            for (String word : ShellLexer.rawWords(line)) {
                Matcher matcher = WORD.matcher(word);
                if (matcher.matches()) {
                    addHeredoc(matcher, found);
                }
            }
            return found;
        } catch (ShellSyntaxException e) {
            return List.of();
        }
    }

    private static void addHeredoc(Matcher matcher, List<Heredoc> found) {
        String rawName = matcher.group(3);
        List<String> names = ShellLexer.words(rawName);
        if (names.size() == 1) {
            String name = names.get(0);
            int descriptor = matcher.group(1).isEmpty() ? 0 : Integer.parseInt(matcher.group(1));
            boolean isQuoted = quotes(name) != quotes(rawName);
            found.add(new Heredoc(name, "", !isQuoted, !matcher.group(2).isEmpty(), descriptor));
        }
    }

    private static long quotes(String text) {
        return text.chars().filter(c -> c == '"' || c == '\'').count();
    }
}
