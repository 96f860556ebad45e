package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Reads blank-separated words in which quotes and the escape character hold blanks together. */
final class WordScanner {

    private static final char NO_QUOTE = 0;

    private final String text;
    private final char escape;
    private int position;

    WordScanner(String text, char escape) {
        this.text = text;
        this.escape = escape;
    }

    /** All words with their quotes and escapes left in. */
    static List<String> rawWords(String text, char escape) {
        WordScanner scanner = new WordScanner(text, escape);
        List<String> words = new ArrayList<>();
        while (!scanner.rest().isEmpty()) {
            int start = scanner.position;
            scanner.unquotedWord();
            words.add(text.substring(start, scanner.position));
        }
        return words;
    }

    /** Whether the next word begins so. */
    boolean isAt(String prefix) {
        skipBlanks();
        return text.startsWith(prefix, position);
    }

    /** What has not been read, without leading blanks. */
    String rest() {
        skipBlanks();
        return text.substring(position);
    }

    /** Reads the next word and takes quotes and escapes off. */
    String unquotedWord() {
        skipBlanks();
        StringBuilder word = new StringBuilder();
        char quote = NO_QUOTE;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == escape && quote != '\'') {
                position++;
                if (position < text.length()) {
                    word.append(text.charAt(position));
                }
            } else if (quote == NO_QUOTE && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = NO_QUOTE;
            } else if (quote == NO_QUOTE && Blanks.isBlank(c)) {
                break;
            } else {
                word.append(c);
            }
        }
        position = Math.min(position, text.length());
        return word.toString();
    }

    private void skipBlanks() {
        while (position < text.length() && Blanks.isBlank(text.charAt(position))) {
            position++;
        }
    }
}
