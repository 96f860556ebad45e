package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of a {@code COPY} or {@code ADD}, as written. */
final class CopySources {

    private static final String JSON_STRING = "\"((?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+)\"";
    private static final Pattern ITEM = Pattern.compile(JSON_STRING);
    private static final Pattern LIST = Pattern.compile(
            "\\[\\s*(?:" + JSON_STRING + "\\s*(?:,\\s*" + JSON_STRING + "\\s*)*+)?](.*)", Pattern.DOTALL);
    private static final int REST = 3;
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    /** With this every builder fetches, whatever follows. */
    private static final Pattern URL = Pattern.compile("https?://.*", Pattern.DOTALL);

    /** What BuildKit takes for a git repository too: {@code git@example.com:team/app.git}, but no {@code github.com/team/app}. */
    private static final Pattern GIT =
            Pattern.compile("(?i:git|ssh)://.*|[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:.*", Pattern.DOTALL);

    private CopySources() {}

    /**
     * The sources without the here-documents.
     *
     * @throws BoundlessReachException where it cannot be said which words are sources
     */
    static List<String> of(Instruction instruction) {
        String arguments = instruction.arguments();
        Matcher list = LIST.matcher(arguments);
        List<String> words = list.matches() ? items(list) : words(arguments);
        return words.stream()
                .limit(Math.max(0, words.size() - 1))
                .filter(word -> instruction.heredocs().isEmpty()
                        || HeredocScanner.find(word).isEmpty())
                .toList();
    }

    /** Whether an {@code ADD} fetches a source, its variables replaced, instead of copying it from the context. */
    static boolean isRemote(String source, Builder builder) {
        return URL.matcher(source).matches()
                || (builder == Builder.BUILDKIT && GIT.matcher(source).matches());
    }

    /** Docker does not heed quotes and escapes here: they cannot hold blanks together. */
    private static List<String> words(String arguments) {
        return Stream.of(Blanks.BETWEEN_ARGUMENTS.split(arguments))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> items(Matcher list) {
        if (!Blanks.trim(list.group(REST)).isEmpty()) {
            throw new BoundlessReachException("goes on behind its list");
        }
        List<String> items = new ArrayList<>();
        Matcher item = ITEM.matcher(list.group());
        while (item.find()) {
            items.add(decoded(item.group(1)));
        }
        return items;
    }

    private static String decoded(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? plain(found.group(2))
                                : String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static String plain(String letter) {
        int at = "bfnrt".indexOf(letter);
        return at < 0 ? letter : "\b\f\n\r\t".substring(at, at + 1);
    }
}
