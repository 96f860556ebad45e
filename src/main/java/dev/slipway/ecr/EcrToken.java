package dev.slipway.ecr;

import dev.slipway.registry.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What AWS gives for AWS credentials: a login to a registry.
 *
 * @param credential the login
 * @param renewal    from when on another one is asked for
 */
record EcrToken(Credential credential, Instant renewal) {

    private static final Duration MARGIN = Duration.ofMinutes(15);

    /**
     * A token as AWS writes it.
     *
     * @param token  user and password with a colon between, in base 64
     * @param now    when it was given
     * @param expiry when it ends
     * @param action that gave it, as IAM names it
     */
    static EcrToken parse(String token, Instant now, Instant expiry, AwsAction action) {
        String login = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        int colon = login.indexOf(':');
        Duration half = Duration.between(now, expiry).dividedBy(2);
        // one that lasts for less than the margin must not be asked for again at once
        Duration margin = half.compareTo(MARGIN) < 0 ? half : MARGIN;
        return new EcrToken(
                Credential.of(login.substring(0, colon), login.substring(colon + 1), action.iamName()),
                expiry.minus(margin));
    }

    boolean isToBeRenewed(Instant now) {
        return !now.isBefore(renewal);
    }
}
