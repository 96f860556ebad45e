package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon behind TLS, with certificates as Docker's manual makes them. */
@Timeout(30)
class DaemonTlsTest {

    @TempDir
    private static Path shared;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = new TestCertificates(shared.resolve("made"));
    }

    private static DaemonEndpoint endpoint(FakeDaemon daemon, Path folder, boolean verifies) {
        return new DaemonEndpoint(daemon.uri(), folder, verifies, "DOCKER_HOST");
    }

    private static String describe(DaemonEndpoint endpoint) {
        try (DaemonConnection connection = new DaemonConnection(endpoint)) {
            return connection.describe();
        }
    }

    private static AbstractThrowableAssert<?, ?> assertUnavailable(DaemonEndpoint endpoint) {
        return assertThatThrownBy(() -> describe(endpoint))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("Cannot reach a container engine at " + endpoint.uri() + " (DOCKER_HOST): ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "pkcs8", "ec"})
    void daemonThatWantsAClientCertificateGetsIt(String keyForm) {
        try (FakeDaemon daemon = FakeDaemon.startTls(certificates.server("IP:127.0.0.1"), true)) {
            assertThat(describe(endpoint(daemon, certificates.client(keyForm), true)))
                    .startsWith("Docker 20.10.24 at " + daemon.uri());
        }
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused(@TempDir Path other) {
        Path folder = new TestCertificates(other).authorityOnly();
        try (FakeDaemon daemon = FakeDaemon.startTls(certificates.server("IP:127.0.0.1"), false)) {
            assertUnavailable(endpoint(daemon, folder, true))
                    .hasMessageContaining("TLS failed (")
                    .hasMessageEndingWith("Put the ca.pem of this engine into " + folder
                            + ", and use the host name of its certificate.");
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused(@TempDir Path own) {
        TestCertificates made = new TestCertificates(own);
        try (FakeDaemon daemon = FakeDaemon.startTls(made.server("DNS:elsewhere.example"), false)) {
            assertUnavailable(endpoint(daemon, made.authorityOnly(), true))
                    .hasMessageContaining("TLS failed (")
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void anyCertificateWillDoWhereTheServerIsNotVerified(@TempDir Path empty) {
        try (FakeDaemon daemon = FakeDaemon.startTls(certificates.server("DNS:elsewhere.example"), false)) {
            assertThat(describe(endpoint(daemon, empty, false))).startsWith("Docker 20.10.24");
        }
    }

    @Test
    void missingClientCertificateIsASentence(@TempDir Path own) {
        TestCertificates made = new TestCertificates(own);
        Path folder = made.authorityOnly();
        try (FakeDaemon daemon = FakeDaemon.startTls(made.server("IP:127.0.0.1"), true)) {
            assertUnavailable(endpoint(daemon, folder, true))
                    .hasMessageContaining("TLS failed (")
                    .hasMessageEndingWith("Put the cert.pem and key.pem that the engine wants into " + folder + ".");
        }
    }

    @Test
    void damagedFilesAreNamed(@TempDir Path folder) {
        FakeHome.write(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n");
        DaemonEndpoint endpoint =
                new DaemonEndpoint(java.net.URI.create("tcp://127.0.0.1:1"), folder, true, "DOCKER_HOST");
        assertUnavailable(endpoint)
                .hasMessageContaining("the TLS files in " + folder + " cannot be used (")
                .hasMessageEndingWith("). Put the ca.pem, cert.pem and key.pem of this engine there.");
    }

    @Test
    void keyThatIsNoneIsNamed(@TempDir Path own) throws IOException {
        Path folder = new TestCertificates(own).client("pkcs8");
        Files.writeString(folder.resolve("key.pem"), "no key\n");
        DaemonEndpoint endpoint =
                new DaemonEndpoint(java.net.URI.create("tcp://127.0.0.1:1"), folder, true, "DOCKER_HOST");
        assertUnavailable(endpoint).hasMessageContaining("the TLS files in " + folder + " cannot be used (");
    }

    @Test
    void plainDaemonIsNoticed() {
        try (FakeDaemon daemon = FakeDaemon.start()) {
            assertUnavailable(endpoint(daemon, certificates.client("again-pkcs8"), true))
                    .hasMessageContaining("TLS failed (")
                    .hasMessageEndingWith(
                            "Unset DOCKER_TLS_VERIFY and DOCKER_TLS if the engine does not use TLS there.");
        }
    }

    @Test
    void contextIsSentThroughTlsToo(@TempDir Path folder) {
        try (FakeDaemon daemon = FakeDaemon.startTls(certificates.server("IP:127.0.0.1"), false)
                        .on(
                                "POST /build",
                                dev.slipway.testing.FakeDaemonAnswer.stream(
                                        "{\"stream\":\"Successfully built 555555555555\\n\"}"))
                        .holdingImage("555555555555");
                Workbench bench = new Workbench(folder, endpoint(daemon, shared.resolve("made/authority"), false))) {
            bench.dockerfile("FROM scratch\n").timeout(Duration.ofSeconds(20));
            assertThat(bench.build().id().value()).isEqualTo(FakeDaemon.IMAGE_ID);
        }
    }
}
