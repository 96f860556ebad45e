package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.testing.FakeAwsCallers.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Looks who has signed a request, and whether it was him.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS Signature Version 4</a>
 */
final class FakeAwsSignatures {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=(?<key>\\w+)/(?<scope>"
            + "(?<date>\\d{8})/(?<region>[a-z0-9-]+)/(?<service>[a-z-]+)/aws4_request),"
            + " SignedHeaders=(?<headers>[a-z0-9;-]+), Signature=(?<signature>[0-9a-f]{64})");

    /** Tests of the stand-in itself sign nothing. */
    private static final Pattern BY_HAND = Pattern.compile("AWS4-HMAC-SHA256 Credential=(?<key>\\w+)/x");

    private final FakeAwsCallers callers;

    FakeAwsSignatures(FakeAwsCallers callers) {
        this.callers = callers;
    }

    /** Who calls a service. */
    Caller caller(HttpExchange exchange, byte[] body, String service) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            throw new FakeAwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher byHand = BY_HAND.matcher(header);
        if (byHand.matches()) {
            return callers.find(byHand.group("key")).orElseThrow();
        }
        Matcher authorization = AUTHORIZATION.matcher(header);
        if (!authorization.matches()) {
            throw new FakeAwsError(
                    400, "IncompleteSignature", "The request signature does not conform to AWS standards");
        }
        Caller caller = callers.find(authorization.group("key"))
                .filter(known -> known.sessionToken().equals(sessionToken(exchange)))
                .orElseThrow(() -> new FakeAwsError(
                        400, "UnrecognizedClientException", "The security token included in the request is invalid."));
        try {
            if (!authorization.group("service").equals(service)
                    || !authorization.group("signature").equals(signature(exchange, body, authorization, caller))) {
                throw new FakeAwsError(
                        400, "InvalidSignatureException", "The request signature we calculated does not match");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return caller;
    }

    /** The region that a request is signed for. */
    static String region(HttpExchange exchange) {
        Matcher authorization =
                AUTHORIZATION.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
        return authorization.matches() ? authorization.group("region") : FakeEcr.REGION;
    }

    private static String sessionToken(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("X-Amz-Security-Token");
        return token == null ? "" : token;
    }

    private static String signature(HttpExchange exchange, byte[] body, Matcher said, Caller caller)
            throws GeneralSecurityException {
        StringBuilder request = new StringBuilder(exchange.getRequestMethod())
                .append('\n')
                .append(exchange.getRequestURI().getRawPath())
                .append("\n\n");
        for (String name : said.group("headers").split(";", -1)) {
            request.append(name)
                    .append(':')
                    .append(exchange.getRequestHeaders().getFirst(name).strip())
                    .append('\n');
        }
        request.append('\n').append(said.group("headers")).append('\n').append(sha256(body));
        String toSign = "AWS4-HMAC-SHA256\n" + exchange.getRequestHeaders().getFirst("X-Amz-Date") + "\n"
                + said.group("scope") + "\n" + sha256(request.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = hmac(("AWS4" + caller.secret()).getBytes(StandardCharsets.UTF_8), said.group("date"));
        key = hmac(hmac(hmac(key, said.group("region")), said.group("service")), "aws4_request");
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
