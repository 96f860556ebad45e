package dev.slipway.ecr;

import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;

/** Asks a private registry for tokens, and for the name of its host, which comes with them. */
final class EcrTokens {

    private final AwsConnection connection;
    private final EcrAccount account;
    private final EcrLogin login = new EcrLogin(this::ask);
    private volatile @Nullable RegistryHost host;

    /** @param host that the user names; null: the one that AWS names */
    EcrTokens(AwsConnection connection, EcrAccount account, @Nullable RegistryHost host) {
        this.connection = connection;
        this.account = account;
        this.host = host;
    }

    /** The registry that the login is for, as the user or AWS names it. It does not change with the token. */
    RegistryHost host() {
        RegistryHost known = host;
        if (known == null) {
            login.credential();
            known = host;
        }
        if (known == null) {
            throw new AssertionError("A token comes with a host");
        }
        return known;
    }

    /** A login that is renewed when it is about to end. */
    Login login() {
        return login;
    }

    private EcrToken ask() {
        AwsCall call = new AwsCall(
                AwsAction.GET_AUTHORIZATION_TOKEN, "Cannot log in to Amazon ECR in " + connection.region(), "*");
        List<AuthorizationData> answer = connection.run(
                call, () -> connection.ecr().getAuthorizationToken(request()).authorizationData());
        if (answer.isEmpty()) {
            throw new RegistryException(
                    call.doing(), "AWS answers without a token", "Run again, or check AWS_ENDPOINT_URL.", null);
        }
        AuthorizationData data = answer.get(0);
        if (host == null) {
            host = RegistryHost.parse(data.proxyEndpoint().replaceFirst("^https?://", ""));
        }
        return EcrToken.parse(data.authorizationToken(), Instant.now(), data.expiresAt(), call.action());
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
}
