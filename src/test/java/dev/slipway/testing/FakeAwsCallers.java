package dev.slipway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who has access keys, and which roles may be assumed. */
public final class FakeAwsCallers {

    private final Map<String, Caller> byAccessKey = new ConcurrentHashMap<>();
    private final Map<String, String> externalIdByRole = new ConcurrentHashMap<>();
    private final Map<String, String> roleByWebIdentity = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();

    FakeAwsCallers() {
        user(FakeEcr.ACCESS_KEY_ID, "builder");
    }

    /**
     * Somebody with an access key.
     *
     * @param sessionToken that must come with it, or an empty text
     */
    record Caller(String accessKeyId, String secret, String sessionToken, String arn) {

        String account() {
            return arn.split(":", 6)[4];
        }
    }

    /** Adds a user with an access key of its own; the secret is {@link FakeEcr#SECRET_ACCESS_KEY} for all. */
    public void user(String accessKeyId, String name) {
        String arn = "arn:aws:iam::" + FakeEcr.ACCOUNT_ID + ":user/" + name;
        byAccessKey.put(accessKeyId, new Caller(accessKeyId, FakeEcr.SECRET_ACCESS_KEY, "", arn));
    }

    /**
     * Adds a role that may be assumed.
     *
     * @param externalId that its trust policy asks for, or an empty text
     */
    public void role(String arn, String externalId) {
        externalIdByRole.put(arn, externalId);
    }

    /** Adds a role that whoever has a token may assume. */
    public void webIdentity(String token, String role) {
        roleByWebIdentity.put(token, role);
    }

    Optional<Caller> find(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }

    /** A new session of a role that somebody assumes. */
    Caller assume(Caller caller, String role, String externalId, String sessionName) {
        if (!externalId.equals(externalIdByRole.get(role))) {
            throw new FakeAwsError(
                    403,
                    "AccessDenied",
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(caller.arn(), role));
        }
        return session(role, sessionName);
    }

    /** A new session of a role whose trust policy names whoever has issued the token. */
    Caller assumeWithWebIdentity(String token, String role, String sessionName) {
        String trusting = roleByWebIdentity.get(token);
        if (trusting == null) {
            throw new FakeAwsError(
                    400,
                    "InvalidIdentityToken",
                    "No OpenIDConnect provider found in your account for https://ci.example");
        }
        if (!trusting.equals(role)) {
            throw new FakeAwsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        return session(role, sessionName);
    }

    /** A new session of a role. */
    Caller session(String role, String sessionName) {
        int number = sessions.incrementAndGet();
        String arn = role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + sessionName;
        Caller session = new Caller(
                "ASIAFAKESESSION%04d".formatted(number),
                "sessionSecret0sessionSecret1sessionSec%02d".formatted(number),
                "sessionToken0sessionToken1sessionToken%02d".formatted(number),
                arn);
        byAccessKey.put(session.accessKeyId(), session);
        return session;
    }

    /** What may be read nowhere. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(roleByWebIdentity.keySet());
        byAccessKey.values().forEach(caller -> {
            secrets.add(caller.secret());
            if (!caller.sessionToken().isEmpty()) {
                secrets.add(caller.sessionToken());
            }
        });
        return secrets;
    }
}
