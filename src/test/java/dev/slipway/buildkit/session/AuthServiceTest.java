package dev.slipway.buildkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.buildkit.wire.auth.AuthGrpc;
import dev.slipway.buildkit.wire.auth.CredentialsRequest;
import dev.slipway.buildkit.wire.auth.CredentialsResponse;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Keychain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AuthServiceTest {

    @TempDir
    private Path folder;

    private CredentialsResponse ask(Keychain keychain, String host) throws IOException {
        return ask(new AuthService(keychain), host);
    }

    private CredentialsResponse ask(AuthService service, String host) throws IOException {
        try (ServiceBench bench = new ServiceBench(folder, service)) {
            return AuthGrpc.newBlockingStub(bench.channel())
                    .credentials(CredentialsRequest.newBuilder().setHost(host).build());
        }
    }

    private static Keychain knowing(String host, Credential credential) {
        return (asked, namespace) -> asked.value().equals(host) ? Optional.of(credential) : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ghcr.io", "127.0.0.1:5000", "[::1]:5000"})
    void userAndPasswordAreHandedOver(String host) throws Exception {
        assertThat(ask(knowing(host, Credential.of("carol", "s3same", "test")), host))
                .isEqualTo(CredentialsResponse.newBuilder()
                        .setUsername("carol")
                        .setSecret("s3same")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry-1.docker.io", "index.docker.io", "docker.io"})
    void everyNameOfDockerHubMeansTheSame(String host) throws Exception {
        assertThat(ask(knowing("docker.io", Credential.of("carol", "s3same", "test")), host)
                        .getUsername())
                .isEqualTo("carol");
    }

    @Test
    void identityTokenComesWithoutAUser() throws Exception {
        Credential token = new Credential("<token>", "", "id3ntity", "test");
        assertThat(ask(knowing("ghcr.io", token), "ghcr.io"))
                .isEqualTo(
                        CredentialsResponse.newBuilder().setSecret("id3ntity").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quay.io", "registry", "https://quay.io/v2/"})
    void registryOfWhichNothingIsKnownIsAskedAsAnybody(String host) throws Exception {
        assertThat(ask(knowing("ghcr.io", Credential.of("carol", "s3same", "test")), host))
                .isEqualTo(CredentialsResponse.getDefaultInstance());
    }

    @Test
    void brokenPlaceOfCredentialsIsRememberedAndSaid() {
        CredentialException broken =
                new CredentialException("Cannot log in to ghcr.io", "the helper is missing", "Install it.", null);
        AuthService service = new AuthService((host, namespace) -> {
            throw broken;
        });
        assertThatThrownBy(() -> ask(service, "ghcr.io"))
                .hasMessage("FAILED_PRECONDITION: Cannot log in to ghcr.io: the helper is missing. Install it.");
        assertThat(service.failure()).contains(broken);
    }
}
