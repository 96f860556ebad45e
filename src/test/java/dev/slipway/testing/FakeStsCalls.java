package dev.slipway.testing;

import dev.slipway.testing.FakeAwsCallers.Caller;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** STS, whose questions are forms and whose answers are XML. */
final class FakeStsCalls {

    private final FakeAwsCallers callers;
    private final FakeEcrFaults faults;

    FakeStsCalls(FakeAwsCallers callers, FakeEcrFaults faults) {
        this.callers = callers;
        this.faults = faults;
    }

    /** The fields of a form. */
    static Map<String, String> fields(byte[] form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** The fields that may be written down. */
    static Map<String, String> withoutSecrets(Map<String, String> fields) {
        Map<String, String> rest = new HashMap<>(fields);
        rest.remove("WebIdentityToken");
        return rest;
    }

    /** Whether a question needs no signature: what it brings is credential enough. */
    static boolean isUnsigned(Map<String, String> fields) {
        return "AssumeRoleWithWebIdentity".equals(fields.get("Action"));
    }

    /** The answer to a question that nobody has signed. */
    String answer(Map<String, String> fields) {
        Caller session = callers.assumeWithWebIdentity(
                fields.get("WebIdentityToken"), fields.get("RoleArn"), fields.get("RoleSessionName"));
        return result("AssumeRoleWithWebIdentity", credentials(session));
    }

    String answer(Map<String, String> fields, Caller caller) {
        return switch (fields.getOrDefault("Action", "")) {
            case "GetCallerIdentity" -> result("GetCallerIdentity", """
                    <Arn>%s</Arn><UserId>AIDAFAKEECRFAKEECR00</UserId><Account>%s</Account>
                    """.formatted(caller.arn(), caller.account()));
            case "AssumeRole" -> assumeRole(fields, caller);
            default -> throw new FakeAwsError(400, "InvalidAction", "Could not find the operation");
        };
    }

    private String assumeRole(Map<String, String> fields, Caller caller) {
        Caller session = callers.assume(
                caller, fields.get("RoleArn"), fields.getOrDefault("ExternalId", ""), fields.get("RoleSessionName"));
        return result("AssumeRole", credentials(session));
    }

    private String credentials(Caller session) {
        Instant expiry = Instant.now().plus(faults.roleSessionLifetime()).truncatedTo(ChronoUnit.SECONDS);
        return """
                <AssumedRoleUser><Arn>%s</Arn><AssumedRoleId>AROAFAKE:x</AssumedRoleId></AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                  <SessionToken>%s</SessionToken><Expiration>%s</Expiration>
                </Credentials>
                """.formatted(session.arn(), session.accessKeyId(), session.secret(), session.sessionToken(), expiry);
    }

    private static String result(String action, String content) {
        return """
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <%1$sResult>%2$s</%1$sResult>
                  <ResponseMetadata><RequestId>%3$s</RequestId></ResponseMetadata>
                </%1$sResponse>
                """.formatted(action, content, UUID.randomUUID());
    }

    static String error(FakeAwsError error) {
        return """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                  <RequestId>%s</RequestId>
                </ErrorResponse>
                """.formatted(code(error.type()), error.text(), UUID.randomUUID());
    }

    /** STS has its own names for what is wrong with credentials. */
    private static String code(String type) {
        return switch (type) {
            case "UnrecognizedClientException" -> "InvalidClientTokenId";
            case "ExpiredTokenException" -> "ExpiredToken";
            case "ThrottlingException" -> "Throttling";
            default -> type;
        };
    }
}
