package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.buildkit.wire.control.ListWorkersRequest;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.testing.FakeBuildKit;
import dev.slipway.testing.TestCertificates;
import io.grpc.StatusRuntimeException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to a daemon, and what is said where one does not lead there. */
@Timeout(60)
class DialTest {

    @TempDir
    private Path folder;

    private TestCertificates certificates;
    private SSLContext server;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(folder.resolve("tls"));
        server = certificates.server("IP:127.0.0.1");
    }

    private static int workers(ControlConnection connection) {
        try (connection) {
            return connection
                    .blocking()
                    .listWorkers(ListWorkersRequest.getDefaultInstance())
                    .getRecordCount();
        }
    }

    private static void refused(DaemonEndpoint endpoint, String words, String remedy) {
        refused(ControlConnection::direct, endpoint, words, remedy);
    }

    private static void refused(
            Function<DaemonEndpoint, ControlConnection> way, DaemonEndpoint endpoint, String words, String remedy) {
        assertThatThrownBy(() -> workers(way.apply(endpoint)))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(new Unreachable(endpoint)
                                        .because(failure)
                                        .getMessage())
                                .startsWith("Cannot reach a container engine at " + endpoint + ": ")
                                .contains(words)
                                .endsWith(remedy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "pkcs8", "ec"})
    void clientCertificateOpensADaemonOfItsOwn(String keyForm) {
        try (FakeBuildKit daemon =
                FakeBuildKit.overTls(server, true, false).certificates(certificates.client(keyForm))) {
            assertThat(workers(ControlConnection.direct(daemon.endpoint()))).isEqualTo(1);
        }
    }

    @Test
    void dockerDaemonIsUpgradedInsideOfTls() {
        try (FakeBuildKit daemon =
                FakeBuildKit.overTls(server, true, true).certificates(certificates.client("pkcs8"))) {
            assertThat(workers(ControlConnection.toDocker(daemon.endpoint()))).isEqualTo(1);
        }
    }

    @Test
    void plainPortNeedsNoFiles() {
        try (FakeBuildKit daemon = FakeBuildKit.overTcp()) {
            assertThat(workers(ControlConnection.direct(daemon.endpoint()))).isEqualTo(1);
        }
    }

    @Test
    void serverIsNotCheckedWhereNobodyWantsIt() {
        Path strangers = new TestCertificates(folder.resolve("other")).authorityOnly();
        try (FakeBuildKit daemon = FakeBuildKit.overTls(server, false, false)) {
            DaemonEndpoint unchecked = new DaemonEndpoint(daemon.endpoint().uri(), strangers, false, "DOCKER_HOST");
            assertThat(workers(ControlConnection.direct(unchecked))).isEqualTo(1);
        }
    }

    @Test
    void serverOfAnotherAuthorityIsRefused() {
        Path strangers = new TestCertificates(folder.resolve("other")).authorityOnly();
        try (FakeBuildKit daemon = FakeBuildKit.overTls(server, false, false).certificates(strangers)) {
            refused(
                    daemon.endpoint(),
                    "TLS failed (",
                    "Put the ca.pem of this engine into " + strangers + ", and use the host name of its certificate.");
        }
    }

    @Test
    void serverOfAnotherNameIsRefused() {
        SSLContext other = new TestCertificates(folder.resolve("named")).server("DNS:elsewhere");
        try (FakeBuildKit daemon = FakeBuildKit.overTls(other, false, false).certificates(folder.resolve("named"))) {
            refused(daemon.endpoint(), "TLS failed (", "and use the host name of its certificate.");
        }
    }

    @Test
    void clientWithoutCertificateIsRefusedByTheDaemon() {
        Path authority = certificates.authorityOnly();
        try (FakeBuildKit daemon = FakeBuildKit.overTls(server, true, true).certificates(authority)) {
            refused(
                    ControlConnection::toDocker,
                    daemon.endpoint(),
                    "TLS failed (",
                    "Put the cert.pem and key.pem that the engine wants into " + authority + ".");
        }
    }

    @Test
    void keyWithAPasswordIsSaid() throws Exception {
        Path files = certificates.client("pkcs8");
        Process openssl = new ProcessBuilder(
                        "openssl", "pkcs8", "-topk8", "-passout", "pass:x", "-in", "key.pem", "-out", "locked.pem")
                .directory(files.toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        Files.move(
                files.resolve("locked.pem"),
                files.resolve("key.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (FakeBuildKit daemon = FakeBuildKit.overTls(server, true, false).certificates(files)) {
            refused(
                    daemon.endpoint(),
                    "the TLS files in " + files + " cannot be used (key.pem needs a password",
                    "Put the ca.pem, cert.pem and key.pem of this engine there.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "-----BEGIN PRIVATE KEY-----\n@@@\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMIII\n-----END EC PRIVATE KEY-----\n"
            })
    void damagedKeyIsSaidWithoutAPartOfIt(String pem) throws Exception {
        Path files = certificates.client("pkcs8");
        Files.writeString(files.resolve("key.pem"), pem);
        try (FakeBuildKit daemon = FakeBuildKit.overTls(server, true, false).certificates(files)) {
            refused(
                    daemon.endpoint(),
                    " cannot be used (key.pem ",
                    "Put the ca.pem, cert.pem and key.pem of this engine there.");
        }
    }

    @Test
    void socketThatIsNotThereIsSaid() {
        URI uri = URI.create("unix://" + folder.resolve("none.sock"));
        refused(
                new DaemonEndpoint(uri, null, false, "BUILDKIT_HOST"),
                "No such file or directory",
                "Start the engine there, or correct BUILDKIT_HOST.");
    }

    @Test
    void closedPortIsSaid() throws Exception {
        URI uri;
        try (ServerSocket closed = new ServerSocket(0)) {
            uri = URI.create("tcp://127.0.0.1:" + closed.getLocalPort());
        }
        refused(
                new DaemonEndpoint(uri, null, false, "BUILDKIT_HOST"),
                "Connection refused",
                "Start the engine there, or correct BUILDKIT_HOST.");
    }

    @Test
    void unknownHostIsSaid() {
        refused(
                new DaemonEndpoint(URI.create("tcp://no-such-host.invalid:1234"), null, false, "BUILDKIT_HOST"),
                "the host no-such-host.invalid is unknown",
                "Start the engine there, or correct BUILDKIT_HOST.");
    }

    @Test
    void daemonWithoutUpgradeIsSaid() {
        try (FakeBuildKit daemon = FakeBuildKit.inDockerAt(folder.resolve("docker.sock"))) {
            DaemonEndpoint elsewhere = daemon.endpoint();
            assertThat(workers(ControlConnection.toDocker(elsewhere))).isEqualTo(1);
            refused(elsewhere, "", "Start the engine there, or correct BUILDKIT_HOST.");
        }
    }
}
