package dev.slipway.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.registry.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of {@code auths}: {@code auth} (base64 of {@code user:password}), or {@code username} and
 * {@code password}, and {@code identitytoken}.
 */
final class AuthEntry {

    private final JsonNode entry;
    private final String source;

    /** @param source the file, for the log */
    AuthEntry(JsonNode entry, String source) {
        this.entry = entry;
        this.source = source;
    }

    /**
     * The credential in it.
     *
     * @return empty for an entry that is only a mark, such as the {@code {}} of Docker Desktop
     * @throws IllegalArgumentException if {@code auth} is not base64 of {@code user:password}; the message is empty
     *                                  lest it quote a secret
     */
    Optional<Credential> credential() {
        String token = text("identitytoken");
        String auth = text("auth");
        String[] login = auth.isEmpty() ? new String[] {text("username"), text("password")} : decode(auth);
        if (token.isEmpty() && (login[0].isEmpty() || login[1].isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Credential(login[0], login[1], emptyToNull(token), source));
    }

    private static String[] decode(String auth) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException();
        }
        int colon = decoded.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException();
        }
        // Old clients padded the text with NUL.
        return new String[] {
            decoded.substring(0, colon), decoded.substring(colon + 1).replaceFirst("\0+$", "")
        };
    }

    private String text(String name) {
        return entry.path(name).asText("");
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
