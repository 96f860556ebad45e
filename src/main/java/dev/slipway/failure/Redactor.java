package dev.slipway.failure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that come from elsewhere before anyone reads them.
 *
 * <p>It knows them by their surroundings (URLs, headers, names such as {@code password=}) and the tokens of well-known
 * services by their shape. Sentences about secrets stay as they are.
 */
public final class Redactor {

    private static final String MASK = "***";

    /** Up to the last {@code @} before the path, since passwords hold that sign too. */
    private static final Pattern URL_USER_INFO = Pattern.compile("(?<=://)[^/\\s]+(?=@)");

    /** Not the words behind «basic» and «bearer» in a sentence, nor the realm of a challenge. */
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)\\b(basic|bearer)\\s+(?!realm=)(?-i:(?![A-Z]?[a-z]+(?![A-Za-z0-9._~+/=-])))[A-Za-z0-9._~+/=-]{8,}");

    private static final String NAME = "(?i:password|passwd|passphrase|secret|token|authorization|signature"
            + "|secret[_-]?access[_-]?key|secret[_-]?key|private[_-]?key|api[_-]?key|account[_-]?key)";
    private static final String VALUE = "(?!\\*{3})[^\\s\"'&]*[^\\s\"'&),;.}\\]]";

    private static final Pattern QUOTED = Pattern.compile("((?:" + NAME + "|(?i:\\bauth))\\\\*[\"']?\\s*[:=]\\s*)"
            + "(?:\"(?:\\\\.|[^\"\\\\])+\"|'(?:\\\\.|[^'\\\\])+'|\\\\+\"[^\"\\\\]+\\\\+\")");
    private static final Pattern ASSIGNED = Pattern.compile("(" + NAME + "=)" + VALUE);
    private static final Pattern OPTION = Pattern.compile("(--?" + NAME + "(?:-stdin)?\\s+)(?!-)" + VALUE);

    /** As in a header or in YAML; a small word with others behind it is a sentence. */
    private static final Pattern SAID =
            Pattern.compile("(" + NAME + "\\s?:\\s*)(?!(?i:basic|bearer)\\s|[a-z]+['’]?[a-z]*,?[ \\t]+\\S)" + VALUE);

    private static final Pattern WELL_KNOWN = Pattern.compile("\\bgh[opsur]_[A-Za-z0-9]{16,}\\b"
            + "|\\bgithub_pat_\\w{16,}\\b"
            + "|\\bglpat-[\\w-]{16,}"
            + "|\\bdckr_[op]at_[\\w-]{16,}"
            + "|\\beyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?");

    private static final List<Pattern> AFTER_A_NAME = List.of(ASSIGNED, OPTION, SAID);

    private Redactor() {}

    /** The text with user information in URLs, authorization headers, assigned secrets and known tokens masked. */
    public static String redact(String text) {
        String masked = URL_USER_INFO.matcher(text).replaceAll(MASK);
        masked = AUTHORIZATION.matcher(masked).replaceAll("$1 " + MASK);
        masked = QUOTED.matcher(masked).replaceAll("$1\"" + MASK + "\"");
        for (Pattern pattern : AFTER_A_NAME) {
            masked = pattern.matcher(masked).replaceAll("$1" + MASK);
        }
        return WELL_KNOWN.matcher(masked).replaceAll(MASK);
    }
}
