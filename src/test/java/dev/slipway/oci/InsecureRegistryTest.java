package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import dev.slipway.testing.Fault;
import dev.slipway.testing.FaultyRegistry;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestCertificates;
import dev.slipway.testing.TestLayouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries without TLS, or with a certificate that nobody knows: only where the POM says so, and on this machine. */
class InsecureRegistryTest {

    private static final Tag V1 = new Tag("1.0");
    private static final String SECRET = "s3cret";
    private static final Login LOGIN = Login.of(Optional.of(Credential.of("anne", SECRET, "settings.xml")));

    @TempDir
    private Path folder;

    private final RegistryProcess registry =
            RegistryProcess.options().login("anne", SECRET).start();

    @AfterEach
    void stop() {
        registry.close();
    }

    private static Repository repository(String host, boolean isInsecure) {
        return new RegistryRepositories(
                        RegistryHost.parse(host),
                        LOGIN,
                        isInsecure,
                        new PushSettings(0, Duration.ofSeconds(20)),
                        new RecordingLog())
                .in(RepositoryName.parse("fleet/agent"));
    }

    private Digest push(String host, boolean isInsecure) {
        OciLayout layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        ImageReference carrier = ImageReference.parse(host + "/fleet/agent:1.0");
        Repository repository = repository(host, isInsecure);
        Digest digest = new LayoutPublisher(new RecordingLog())
                .push(layout.content(List.of()), new Delivery(repository, carrier, LOGIN));
        assertThat(repository.manifest(digest)).isPresent();
        return digest;
    }

    @Test
    void registryWithoutTlsIsSpokenToOnlyWhereThePomSaysSo() {
        try (FaultyRegistry gate = FaultyRegistry.before(registry)) {
            assertThatThrownBy(() -> repository(gate.otherHost(), false).digestOf(V1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot look up " + gate.otherHost() + "/fleet/agent:1.0: ");
            assertThat(gate.requests()).isEmpty();

            push(gate.otherHost(), true);
            push(gate.host(), false);
        }
    }

    @Test
    void failureOfTlsNamesTheSwitch() {
        assertThatThrownBy(() -> repository(registry.host().replace("127.0.0.1", "0.0.0.0"), false)
                        .checkPush())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(": TLS failed (")
                .hasMessageEndingWith("Look whether the registry speaks TLS at this port; if it does not and the"
                        + " network is yours, set <insecure>true</insecure> in its <registry>.");
    }

    @Test
    void certificateThatNobodyKnowsIsTakenOnlyWhereThePomSaysSo() {
        TestCertificates certificates = new TestCertificates(folder.resolve("certificates"));
        try (FaultyRegistry gate = FaultyRegistry.before(registry, certificates.server("DNS:elsewhere.example"))) {
            for (String host : List.of(gate.host(), gate.otherHost())) {
                assertThatThrownBy(() -> repository(host, false).digestOf(V1))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining(": TLS failed (");
                push(host, true);
            }
            assertThat(gate.requests()).allMatch(request -> request.contains("/v2/"));
        }
    }

    @Test
    void uploadThatIsSentToTheSameHostWithoutTlsStaysEncrypted() {
        TestCertificates certificates = new TestCertificates(folder.resolve("certificates"));
        try (FaultyRegistry gate = FaultyRegistry.before(registry, certificates.server("IP:127.0.0.1"))) {
            String plain = "http://127.0.0.1/v2/fleet/agent/blobs/uploads/1?_state=2";
            gate.fail("POST .*", Fault.answer(202, Map.of("Location", plain), ""));
            gate.fail("PUT .*/blobs/.*", Fault.answer(201, Map.of(), ""));
            gate.fail("PUT .*/manifests/.*", Fault.refuse(400, "MANIFEST_INVALID", "so far"));
            assertThatThrownBy(() -> push(gate.host(), true)).hasMessageContaining("so far");
            assertThat(gate.count("PUT /v2/fleet/agent/blobs/uploads/1\\?_state=2&digest=sha256:.*"))
                    .isEqualTo(2);
        }
    }

    @Test
    void uploadThatWouldGoToAnotherHostWithoutTlsIsASentence() {
        TestCertificates certificates = new TestCertificates(folder.resolve("certificates"));
        try (FaultyRegistry gate = FaultyRegistry.before(registry, certificates.server("IP:127.0.0.1"))) {
            gate.fail("POST .*", Fault.answer(202, Map.of("Location", "http://other.example/1?key=geheim"), ""));
            assertThatThrownBy(() -> push(gate.host(), true))
                    .hasMessageContaining("the registry wants the layers to be sent to http://other.example, which is"
                            + " not encrypted. Let the registry name an https:// address.");
        }
    }

    @Test
    void registryThatIsNotThereIsSaidAtOnce() throws IOException {
        String host;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            host = "0.0.0.0:" + free.getLocalPort();
        }
        for (boolean isInsecure : new boolean[] {true, false}) {
            assertThatThrownBy(() -> repository(host, isInsecure).digestOf(V1))
                    .hasMessage("Cannot look up " + host + "/fleet/agent:1.0: nothing listens at the registry's host"
                            + " and port. Check the host in <registries>, the network, and the proxy settings.");
        }
    }
}
