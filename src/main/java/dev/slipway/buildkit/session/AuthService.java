package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.auth.AuthGrpc;
import dev.slipway.buildkit.wire.auth.CredentialsRequest;
import dev.slipway.buildkit.wire.auth.CredentialsResponse;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Keychain;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.Set;

/**
 * Answers which credentials a registry wants; the daemon fetches tokens with them by itself. A registry of which
 * nothing is known gets an empty answer, with which the daemon goes on as anybody.
 */
public final class AuthService extends AuthGrpc.AuthImplBase {

    /** Names under which daemons ask for Docker Hub. */
    private static final Set<String> DOCKER_HUB = Set.of("registry-1.docker.io", "index.docker.io", "docker.io");

    private final Keychain keychain;
    private final KeptFailure failure = new KeptFailure();

    /** @param keychain asked anew each time, by several threads */
    public AuthService(Keychain keychain) {
        this.keychain = keychain;
    }

    @Override
    public void credentials(CredentialsRequest request, StreamObserver<CredentialsResponse> responses) {
        CredentialsResponse response;
        try {
            response = host(request.getHost())
                    .flatMap(host -> keychain.find(host, ""))
                    .map(AuthService::response)
                    .orElse(CredentialsResponse.getDefaultInstance());
        } catch (SlipwayException e) {
            failure.keep(e);
            responses.onError(
                    Status.FAILED_PRECONDITION.withDescription(e.getMessage()).asRuntimeException());
            return;
        }
        responses.onNext(response);
        responses.onCompleted();
    }

    /** The first thing that went wrong while a credential was looked for. */
    public Optional<SlipwayException> failure() {
        return failure.first();
    }

    /** Empty for hosts that no reference can begin with, such as a bare name without a port. */
    private static Optional<RegistryHost> host(String asked) {
        if (DOCKER_HUB.contains(asked)) {
            return Optional.of(RegistryHost.parse("docker.io"));
        }
        try {
            return Optional.of(RegistryHost.parse(asked));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static CredentialsResponse response(Credential credential) {
        CredentialsResponse.Builder response = CredentialsResponse.newBuilder();
        String token = credential.identityToken();
        return token != null
                ? response.setSecret(token).build()
                : response.setUsername(credential.username())
                        .setSecret(credential.password())
                        .build();
    }
}
