package dev.slipway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.RegistryHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryKeyTest {

    @ParameterizedTest
    @CsvSource({
        "ghcr.io, ghcr.io, ''",
        "GHCR.io, ghcr.io, ''",
        "ghcr.io, ghcr.io, acme",
        "ghcr.io/, ghcr.io, ''",
        "https://ghcr.io, ghcr.io, ''",
        "https://ghcr.io/v1/, ghcr.io, ''",
        "https://ghcr.io/v2/, ghcr.io, acme",
        "http://ghcr.io, ghcr.io, ''",
        "ghcr.io/v1/, ghcr.io, ''",
        "localhost:5000, localhost:5000, ''",
        "http://localhost:5000/v2/, localhost:5000, ''",
        "'[::1]:5000', '[::1]:5000', ''",
        "ghcr.io/acme, ghcr.io, acme",
        "ghcr.io/acme, ghcr.io, acme/team",
        "ghcr.io/acme/app, ghcr.io, acme/app",
        "ghcr.io/acme/, ghcr.io, acme",
        "europe-west1-docker.pkg.dev/project/repo, europe-west1-docker.pkg.dev, project/repo/sub",
        "https://europe-west1-docker.pkg.dev, europe-west1-docker.pkg.dev, project/repo",
        "https://acme.azurecr.io/oauth2/token, acme.azurecr.io, ''",
        "gitlab.example.com:5050, gitlab.example.com:5050, group/project",
        "docker.io, docker.io, ''",
        "https://index.docker.io/v1/, docker.io, acme",
        "index.docker.io, docker.io, ''",
        "registry-1.docker.io, index.docker.io, ''",
        "docker.io/acme, registry.hub.docker.com, acme",
        "https://registry.hub.docker.com/v2/, docker.io, ''",
    })
    void keysHoldForTheirRegistry(String key, String host, String namespace) {
        assertThat(RegistryKey.parse(key).covers(wanted(host, namespace))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io, quay.io, ''",
        "localhost, localhost:5000, ''",
        "localhost:5001, localhost:5000, ''",
        "ghcr.io/acme, ghcr.io, ''",
        "ghcr.io/acme, ghcr.io, acme2",
        "ghcr.io/acme/team, ghcr.io, acme",
        "evil-ghcr.io, ghcr.io, ''",
        "https://ghcr.io.evil.example/v1/, ghcr.io, ''",
        "ftp://ghcr.io, ghcr.io, ''",
        "'', ghcr.io, ''",
    })
    void keysHoldForNoOtherRegistry(String key, String host, String namespace) {
        assertThat(RegistryKey.parse(key).covers(wanted(host, namespace))).isFalse();
    }

    private static RegistryKey wanted(String host, String namespace) {
        return RegistryKey.of(new RegistryHost(host), namespace);
    }
}
