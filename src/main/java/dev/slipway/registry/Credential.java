package dev.slipway.registry;

import org.jspecify.annotations.Nullable;

/**
 * What a registry wants to see before it lets us in. Its text form hides the secrets.
 *
 * @param username      the user, or an empty text where only a token counts
 * @param password      the password, or an empty text where only a token counts
 * @param identityToken an OAuth2 refresh token that stands for user and password, or null
 * @param source        where it was found, in words for the log, such as {@code ~/.docker/config.json}
 */
public record Credential(
        String username, String password, @Nullable String identityToken, String source) {

    /** A user and a password. */
    public static Credential of(String username, String password, String source) {
        return new Credential(username, password, null, source);
    }

    @Override
    public String toString() {
        return "Credential[" + username + ", from " + source + "]";
    }
}
