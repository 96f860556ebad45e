package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A joined line taken apart.
 *
 * @param keyword   the first word in capitals
 * @param flags     the words after it that begin with two dashes
 * @param arguments the rest, trimmed
 */
record CommandLine(String keyword, List<Flag> flags, String arguments) {

    static CommandLine split(String line, char escape) {
        String[] parts = Blanks.BETWEEN_ARGUMENTS.split(Blanks.trim(line), 2);
        String keyword = parts[0].toUpperCase(Locale.ROOT);
        if (parts.length < 2) {
            return new CommandLine(keyword, List.of(), "");
        }
        WordScanner scanner = new WordScanner(parts[1], escape);
        List<Flag> flags = new ArrayList<>();
        while (scanner.isAt("--")) {
            String word = scanner.unquotedWord();
            if (word.equals("--")) {
                break;
            }
            flags.add(Flag.parse(word));
        }
        return new CommandLine(keyword, flags, Blanks.trim(scanner.rest()));
    }
}
