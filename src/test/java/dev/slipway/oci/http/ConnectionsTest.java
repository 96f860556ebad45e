package dev.slipway.oci.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.proxy.Proxies;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Login;
import dev.slipway.testing.FaultyRegistry;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.RegistryProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final RecordingLog log = new RecordingLog();

    private void post(FaultyRegistry gate, Connections connections) {
        RegistryClient client = new RegistryConnection(
                        RegistryHost.parse(gate.host()),
                        Login.anonymous(),
                        false,
                        connections,
                        new PushPatience(Duration.ofSeconds(20), new Backoff(3), log))
                .client(RepositoryName.parse("fleet/agent"), Errand.push("fleet/agent"));
        for (int i = 0; i < 3; i++) {
            gate.wearOut();
            client.insist(attempt -> client.send(
                    HttpRequest.newBuilder(client.address("/blobs/uploads/")).POST(BodyPublishers.noBody())));
        }
    }

    @Test
    void connectionsThatRestedForLongAreNotUsedAgain() {
        try (RegistryProcess registry = RegistryProcess.start();
                FaultyRegistry gate = FaultyRegistry.before(registry)) {
            post(gate, new Connections(Optional.empty(), Proxies.ofJdk(), Duration.ZERO));
            assertThat(gate.connections()).isEqualTo(3);
            assertThat(log.events("again ")).isEmpty();

            post(gate, Connections.checked(Proxies.ofJdk()));
            assertThat(log.events("again ")).hasSize(2);
        }
    }
}
