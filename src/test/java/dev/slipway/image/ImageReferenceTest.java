package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "agent:1.4.0,                        ,                agent,       1.4.0",
        "agent,                              ,                agent,       latest",
        "fleet/agent:1,                      ,                fleet/agent, 1",
        "ghcr.io/fleet/agent:1,              ghcr.io,         fleet/agent, 1",
        "localhost/agent:1,                  localhost,       agent,       1",
        "localhost:5000/agent,               localhost:5000,  agent,       latest",
        "registry:5000/fleet/agent:v1,       registry:5000,   fleet/agent, v1",
        "[::1]:5000/agent:1,                 [::1]:5000,      agent,       1",
        "127.0.0.1:5000/a/b/c:x,             127.0.0.1:5000,  a/b/c,       x",
    })
    void referenceIsReadAsDockerReadsIt(String text, String host, String repository, String tag) {
        ImageReference reference = ImageReference.parse(text);

        assertThat(reference)
                .isEqualTo(new ImageReference(
                        host == null ? null : new RegistryHost(host), new RepositoryName(repository), new Tag(tag)));
        assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
    }

    @Test
    void textFormIsWhatDockerTakes() {
        assertThat(ImageReference.local(new RepositoryName("fleet/agent"), new Tag("1")))
                .hasToString("fleet/agent:1");
        assertThat(ImageReference.parse("ghcr.io/fleet/agent:1").withoutTag()).isEqualTo("ghcr.io/fleet/agent");
    }

    @Test
    void pinnedReferenceNamesTheContent() {
        Digest digest = new Digest("sha256:" + "a".repeat(64));
        PushedImage image = new PushedImage("agent", ImageReference.parse("ghcr.io/fleet/agent:1"), digest);

        assertThat(image.pinnedReference()).isEqualTo("ghcr.io/fleet/agent@sha256:" + "a".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "agent:", ":1", "Agent:1", "ghcr.io/:1", "agent:a b", "agent@sha256:0", "ghcr.io//a:1"})
    void malformedReferenceIsRefused(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
