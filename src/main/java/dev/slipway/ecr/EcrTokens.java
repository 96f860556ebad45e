package dev.slipway.ecr;

import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.RegistryException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;

/** Exchanges AWS credentials for a registry login: once, and again when it would not outlive a push. */
final class EcrTokens {

    /** No engine renews a token during a push, and a push may take 30 minutes. */
    private static final Duration LONGEST_PUSH = Duration.ofMinutes(35);

    private final AwsConnection connection;
    private final EcrAccount account;
    private @Nullable Login login;

    EcrTokens(AwsConnection connection, EcrAccount account) {
        this.connection = connection;
        this.account = account;
    }

    /** The registry that the login is for, as AWS names it. */
    synchronized RegistryHost host() {
        // the host of a registry does not change with the token
        return login == null ? renewed().host() : login.host();
    }

    /** A login that lasts for a push that begins now. */
    synchronized Credential credential() {
        return login == null || login.endsBefore(Instant.now().plus(LONGEST_PUSH))
                ? renewed().credential()
                : login.credential();
    }

    private Login renewed() {
        AwsCall call = new AwsCall(
                AwsAction.GET_AUTHORIZATION_TOKEN, "Cannot log in to Amazon ECR in " + connection.region(), "*");
        List<AuthorizationData> answer = connection.run(
                call, () -> connection.ecr().getAuthorizationToken(request()).authorizationData());
        if (answer.isEmpty()) {
            throw new RegistryException(
                    call.doing(), "AWS answers without a token", "Run again, or check AWS_ENDPOINT_URL.", null);
        }
        Login renewed = Login.from(answer.get(0));
        login = renewed;
        return renewed;
    }

    /**
     * Without a registry id AWS names the caller's own registry as the host. The parameter is deprecated because a
     * token opens all registries alike, but nothing else makes AWS name the host of another account.
     */
    @SuppressWarnings("deprecation")
    private GetAuthorizationTokenRequest request() {
        GetAuthorizationTokenRequest.Builder request = GetAuthorizationTokenRequest.builder();
        account.configured().ifPresent(id -> request.registryIds(id));
        return request.build();
    }

    private record Login(RegistryHost host, Credential credential, Instant expiry) {

        static Login from(AuthorizationData data) {
            String login = new String(Base64.getDecoder().decode(data.authorizationToken()), StandardCharsets.UTF_8);
            int colon = login.indexOf(':');
            Credential credential =
                    Credential.of(login.substring(0, colon), login.substring(colon + 1), "ecr:GetAuthorizationToken");
            String host = data.proxyEndpoint().replaceFirst("^https?://", "");
            return new Login(RegistryHost.parse(host), credential, data.expiresAt());
        }

        boolean endsBefore(Instant moment) {
            return expiry.isBefore(moment);
        }
    }
}
