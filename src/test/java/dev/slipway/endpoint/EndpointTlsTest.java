package dev.slipway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.FakeHome;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTlsTest {

    @TempDir
    Path folder;

    private FakeHome home;

    @BeforeEach
    void makeHome() {
        home = new FakeHome(folder);
    }

    @Test
    void dockerTlsVerifyChecksTheServerWithTheFilesOfDockerCertPath() {
        home.with("DOCKER_HOST", "tcp://host")
                .with("DOCKER_TLS_VERIFY", "0")
                .with("DOCKER_CERT_PATH", home.path("certs").toString())
                .file("certs/ca.pem", "")
                .file("certs/cert.pem", "")
                .file("certs/key.pem", "");

        assertThat(find())
                .isEqualTo(new DaemonEndpoint(URI.create("tcp://host:2376"), home.path("certs"), true, "DOCKER_HOST"));
    }

    @Test
    void dockerTlsAloneDoesNotCheckTheServer() {
        home.with("DOCKER_HOST", "tcp://host:4243").with("DOCKER_TLS", "1");

        assertThat(find())
                .isEqualTo(
                        new DaemonEndpoint(URI.create("tcp://host:4243"), home.path(".docker"), false, "DOCKER_HOST"));
    }

    @Test
    void anHttpsAddressMeansTls() {
        home.with("DOCKER_HOST", "https://host:4243").file(".docker/ca.pem", "");

        assertThat(find())
                .isEqualTo(
                        new DaemonEndpoint(URI.create("tcp://host:4243"), home.path(".docker"), true, "DOCKER_HOST"));
    }

    @Test
    void aSocketHasNoTls() {
        home.with("DOCKER_HOST", "unix:///run/docker.sock").with("DOCKER_TLS_VERIFY", "1");

        assertThat(find().certificates()).isNull();
    }

    @Test
    void tlsWithoutAHostMeansThePortOfThisMachine() {
        home.with("DOCKER_TLS_VERIFY", "1").file(".docker/ca.pem", "");

        assertThat(find())
                .isEqualTo(new DaemonEndpoint(
                        URI.create("tcp://localhost:2376"), home.path(".docker"), true, "DOCKER_TLS_VERIFY"));
    }

    @Test
    void aMissingAuthorityIsSaidBeforeAnyoneCalls() {
        home.with("DOCKER_HOST", "tcp://host").with("DOCKER_TLS_VERIFY", "1");

        assertThatThrownBy(this::find)
                .isInstanceOf(EndpointException.class)
                .hasMessage("Cannot find the container engine by DOCKER_HOST: TLS needs ca.pem, which is not in"
                        + " ~/.docker. Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem, or unset"
                        + " DOCKER_TLS_VERIFY and DOCKER_TLS if the engine does not use TLS.");
    }

    @Test
    void aCertificateWithoutItsKeyIsSaid() {
        home.with("DOCKER_HOST", "tcp://host").with("DOCKER_TLS", "1").file(".docker/cert.pem", "");

        assertThatThrownBy(this::find).hasMessageContaining("TLS needs key.pem, which is not in ~/.docker");
    }

    @Test
    void aContextHasItsOwnCertificates() {
        home.with("DOCKER_CONTEXT", "remote")
                .with("DOCKER_TLS_VERIFY", "1")
                .dockerContext("remote", "{\"Host\":\"tcp://remote\",\"SkipTLSVerify\":false}");
        FakeHome.write(home.dockerContextTls("remote").resolve("ca.pem"), "");

        assertThat(find())
                .isEqualTo(new DaemonEndpoint(
                        URI.create("tcp://remote:2376"),
                        home.dockerContextTls("remote"),
                        true,
                        "docker context 'remote'"));
    }

    @Test
    void aContextMaySkipTheCheck() {
        home.with("DOCKER_CONTEXT", "remote")
                .dockerContext("remote", "{\"Host\":\"tcp://remote:2376\",\"SkipTLSVerify\":true}");

        assertThat(find())
                .isEqualTo(new DaemonEndpoint(
                        URI.create("tcp://remote:2376"),
                        home.dockerContextTls("remote"),
                        false,
                        "docker context 'remote'"));
    }

    @Test
    void aTcpContextWithoutCertificatesIsPlain() {
        home.with("DOCKER_CONTEXT", "remote")
                .dockerContext("remote", "{\"Host\":\"tcp://remote:2375\",\"SkipTLSVerify\":false}");

        assertThat(find())
                .isEqualTo(new DaemonEndpoint(URI.create("tcp://remote:2375"), null, false, "docker context 'remote'"));
    }

    private DaemonEndpoint find() {
        return new EndpointFinder(home.surroundings()).find();
    }
}
