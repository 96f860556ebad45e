package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.oci.http.Connections;
import dev.slipway.oci.http.Deadline;
import dev.slipway.oci.http.Errand;
import dev.slipway.oci.http.RegistryConnection;
import dev.slipway.proxy.Proxies;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemoteReferenceTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void shortNamesLeadToDockerHub() {
        assertThat(address("busybox")).isEqualTo("https://registry-1.docker.io/v2/library/busybox/manifests/latest");
        assertThat(address("acme/app:1")).isEqualTo("https://registry-1.docker.io/v2/acme/app/manifests/1");
        assertThat(address("docker.io/busybox:1"))
                .isEqualTo("https://registry-1.docker.io/v2/library/busybox/manifests/1");
        assertThat(address("index.docker.io/library/busybox:1"))
                .isEqualTo("https://registry-1.docker.io/v2/library/busybox/manifests/1");
        assertThat(address("ghcr.io/acme/app:1")).isEqualTo("https://ghcr.io/v2/acme/app/manifests/1");
        assertThat(RemoteReference.parse("busybox").host().value()).isEqualTo("docker.io");
    }

    private static String address(String text) {
        RemoteReference reference = RemoteReference.parse(text);
        Deadline patience = new Deadline(Duration.ofSeconds(1));
        return new RegistryConnection(
                        reference.host(), Login.anonymous(), false, Connections.checked(Proxies.ofJdk()), patience)
                .client(reference.repository(), Errand.lookUp(text))
                .address("/manifests/" + reference.tag())
                .toString();
    }

    @Test
    void digestIsReadBesideATagAndBesideAPort() {
        assertThat(RemoteReference.parse("localhost:5000/app@" + DIGEST).digest())
                .contains(Digest.parse(DIGEST));
        RemoteReference both = RemoteReference.parse("localhost:5000/app:1@" + DIGEST);
        assertThat(both.digest()).contains(Digest.parse(DIGEST));
        assertThat(both.host().value()).isEqualTo("localhost:5000");
        assertThat(both.repository().value()).isEqualTo("app");
    }

    @Test
    void textThatIsNoReferenceIsASentence() {
        assertThatThrownBy(() -> RemoteReference.parse("No Image"))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot look up No Image: 'No Image' is not a name that a registry takes. ");
        assertThatThrownBy(() -> RemoteReference.parse("app@sha256:12"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("'sha256:12' is not a digest");
    }
}
