package dev.slipway.failure;

import java.util.regex.Pattern;

/** Takes secrets out of texts that come from elsewhere before anyone reads them. */
public final class Redactor {

    private static final String MASK = "***";
    private static final Pattern URL_USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b(basic|bearer)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|authorization|identitytoken|registrytoken)\"?\\s*[=:]\\s*\"?)"
                    + "(?!\\s|\"\\s*[,}])[^\\s\",;&]+");

    private Redactor() {}

    /** The text with user information in URLs, authorization headers and assigned secrets masked. */
    public static String redact(String text) {
        String masked = URL_USER_INFO.matcher(text).replaceAll(MASK);
        masked = AUTHORIZATION.matcher(masked).replaceAll("$1 " + MASK);
        return ASSIGNMENT.matcher(masked).replaceAll("$1" + MASK);
    }
}
