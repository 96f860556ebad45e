package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Issues registry logins and knows which are still good. */
final class FakeEcrTokens {

    /** As long as ECR's: some 1800 characters. */
    private static final int TOKEN_BYTES = 1350;

    private final SecureRandom random = new SecureRandom();
    private final FakeEcrFaults faults;
    private final Map<String, Instant> expiryByToken = new ConcurrentHashMap<>();
    private final List<String> issued = new CopyOnWriteArrayList<>();

    FakeEcrTokens(FakeEcrFaults faults) {
        this.faults = faults;
    }

    /** The answer of a private registry's GetAuthorizationToken. */
    JsonNode issue(String proxyEndpoint) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("authorizationData").add(issue().put("proxyEndpoint", proxyEndpoint));
        return answer;
    }

    /** The answer of ECR Public's GetAuthorizationToken. */
    JsonNode issuePublic() {
        return JsonNodeFactory.instance.objectNode().set("authorizationData", issue());
    }

    private ObjectNode issue() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getEncoder().encodeToString(bytes);
        Instant expiry = Instant.now().plus(faults.tokenLifetime());
        String login = Base64.getEncoder().encodeToString(("AWS:" + token).getBytes(StandardCharsets.UTF_8));
        expiryByToken.put(token, expiry);
        issued.add(token);
        issued.add(login);
        return JsonNodeFactory.instance
                .objectNode()
                .put("authorizationToken", login)
                .put("expiresAt", expiry.toEpochMilli() / 1000.0);
    }

    /** All tokens there ever were, also as user and password in base 64. */
    List<String> issued() {
        return issued;
    }

    /** What is wrong with an Authorization header, in ECR's words; empty if it is good. */
    Optional<FakeAwsError> refusal(String authorization) {
        Instant expiry = expiryByToken.get(token(authorization));
        if (expiry == null) {
            return Optional.of(new FakeAwsError(401, "UNAUTHORIZED", "Not Authorized"));
        }
        return expiry.isAfter(Instant.now())
                ? Optional.empty()
                : Optional.of(new FakeAwsError(
                        403, "DENIED", "Your authorization token has expired. Reauthenticate and try again."));
    }

    private static String token(String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return "";
        }
        try {
            byte[] login = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
            String text = new String(login, StandardCharsets.UTF_8);
            return text.startsWith("AWS:") ? text.substring("AWS:".length()) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
