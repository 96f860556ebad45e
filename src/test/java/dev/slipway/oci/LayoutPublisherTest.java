package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestCertificates;
import dev.slipway.testing.TestLayouts;
import dev.slipway.testing.TestPushes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutPublisherTest {

    private static final String SECRET = "s3cret-of-the-registry";
    private static final Credential LOGIN = Credential.of("anne", SECRET, "settings.xml");

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private final LayoutPublisher publisher = new LayoutPublisher(log);
    private OciLayout layout;
    private ImageContent content;

    @BeforeEach
    void imageForTwoPlatforms() {
        layout = new OciLayout(folder.resolve("agent/oci"));
        layout.put(TestLayouts.images(layout, "hello", "amd64", "arm64"));
        content = layout.content(List.of());
    }

    private Digest push(String host, String tag, Optional<Credential> credential) {
        return TestPushes.push(content, host + "/fleet/agent:" + tag, credential);
    }

    @Test
    void theRegistryHoldsTheVeryDigestOfTheLayoutAndAllPlatforms() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            assertThat(push(registry.host(), "1.0", Optional.empty())).isEqualTo(content.id());

            RegistryContents there = RegistryContents.of(registry);
            assertThat(there.digest("fleet/agent", "1.0")).contains(content.id().value());
            for (Descriptor manifest : layout.tree(layout.root()).manifests()) {
                String digest = manifest.digest().value();
                assertThat(there.digest("fleet/agent", digest)).contains(digest);
            }
        }
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry)) {
            push(gate.host(), "1.0", Optional.empty());
            assertThat(count(gate, "POST /v2/fleet/agent/blobs/uploads/")).isEqualTo(6);

            push(gate.host(), "latest", Optional.empty());
            layout.put(TestLayouts.image(layout, "amd64", "hello on amd64"));
            content = layout.content(List.of());
            push(gate.host(), "single", Optional.empty());
            layout.put(TestLayouts.image(layout, "amd64", "other"));
            content = layout.content(List.of());
            push(gate.host(), "other", Optional.empty());

            assertThat(count(gate, "POST /v2/fleet/agent/blobs/uploads/")).isEqualTo(7);
            assertThat(RegistryContents.of(registry).tags("fleet/agent"))
                    .containsExactly("1.0", "latest", "other", "single");
        }
    }

    private static long count(RegistryGate gate, String prefix) {
        return gate.requests().stream()
                .filter(request -> request.startsWith(prefix))
                .count();
    }

    @Test
    void registryWithALoginTakesOurs() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("anne", SECRET).start()) {
            push(registry.host(), "1.0", Optional.of(LOGIN));
            assertThat(RegistryContents.of(registry, "anne", SECRET).digest("fleet/agent", "1.0"))
                    .contains(content.id().value());
        }
    }

    @Test
    void loginThatIsRefusedOrMissingIsASentenceWithoutTheSecret() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("anne", "other").start()) {
            String reference = registry.host() + "/fleet/agent:1.0";
            assertThatThrownBy(() -> push(registry.host(), "1.0", Optional.of(LOGIN)))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage("Cannot push " + reference + ": the registry answers 'unauthorized: authentication"
                            + " required'. Check user name and password of settings.xml.");
            assertThatThrownBy(() -> push(registry.host(), "1.0", Optional.empty()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageStartingWith("Cannot push " + reference + ": the registry answers")
                    .hasMessageEndingWith(
                            "Log in with docker login, or add the registry as a <server> to settings.xml.");
        }
    }

    @Test
    void refusalsOfARegistryAreSentences() {
        String push = "POST /v2/fleet/agent/blobs/uploads/";
        assertRefusal(
                push,
                404,
                "{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"The repository does not exist.\"}]}",
                "the registry answers 'name unknown: The repository does not exist'. Create the repository, or let"
                        + " <createRepositories> do it on ECR.");
        assertRefusal(
                push,
                403,
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access to the resource is denied\"}]}",
                "the registry answers 'denied: requested access to the resource is denied'. Check that the login from"
                        + " settings.xml may push to this repository.");
        assertRefusal(
                push,
                403,
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"Your authorization token has expired.\"}]}",
                "the registry answers 'denied: Your authorization token has expired'. Push again; if the login comes"
                        + " from docker login, log in anew first.");
        assertRefusal(
                "PUT /v2/fleet/agent/manifests/1.0",
                400,
                "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"The image tag '1.0' already exists\"}]}",
                "the registry answers 'tag invalid: The image tag '1.0' already exists'. Use another version, or make"
                        + " the repository's tags mutable.");
        assertRefusal(
                push,
                500,
                "<html>",
                "the registry answers with status 500. Look at the registry's state and try again.");
    }

    private void assertRefusal(String request, int status, String body, String message) {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry).failing(request, status, body)) {
            assertThatThrownBy(() -> push(gate.host(), "1.0", Optional.of(LOGIN)))
                    .isInstanceOf(SlipwayException.class)
                    .hasMessage((request.contains("/manifests/1.0") ? "Cannot tag " : "Cannot push ") + gate.host()
                            + "/fleet/agent:1.0: " + message);
        }
    }

    @Test
    void readOnlyRegistryIsASentence() {
        try (RegistryProcess registry = RegistryProcess.options().readOnly().start()) {
            assertThatThrownBy(() -> push(registry.host(), "1.0", Optional.empty()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the registry answers ");
        }
    }

    @Test
    void registryThatIsNotThereIsASentence() throws IOException {
        String host;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            host = "127.0.0.1:" + free.getLocalPort();
        }
        assertThatThrownBy(() -> push(host, "1.0", Optional.empty()))
                .hasMessage("Cannot push " + host + "/fleet/agent:1.0: nothing listens at the registry's host and port."
                        + " Check the host in <registries>, the network, and the proxy settings.");
        assertThatThrownBy(() -> push("registry.invalid", "1.0", Optional.empty()))
                .hasMessageStartingWith(
                        "Cannot push registry.invalid/fleet/agent:1.0: the name of the registry's host is not known.");
    }

    @Test
    void certificateThatNobodyTrustsIsNoReasonToGoWithoutTls() {
        TestCertificates certificates = new TestCertificates(folder.resolve("certificates"));
        try (FakeDaemon registry = FakeDaemon.startTls(certificates.server("IP:127.0.0.1"), false)) {
            String host = registry.uri().getAuthority();
            assertThatThrownBy(() -> push(host, "1.0", Optional.of(LOGIN)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot push " + host + "/fleet/agent:1.0: TLS failed (")
                    .hasMessageEndingWith("or let Java trust its authority with -Djavax.net.ssl.trustStore.");
        }
    }

    @Test
    void registryThatIsSilentIsGivenUp() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry).silentOn("PUT")) {
            ImageReference reference = ImageReference.parse(gate.host() + "/fleet/agent:1.0");
            PushSettings patience = new PushSettings(1, Duration.ofSeconds(2));
            assertThatThrownBy(() -> TestPushes.push(content, reference, Login.anonymous(), patience, log))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("Cannot push " + reference + ": no byte was sent or received for PT2S, the longest that"
                            + " a push may go without progress. Look at the network and the registry, or raise"
                            + " <timeout> in <push>.");
        }
    }

    @Test
    void layoutThatIsGoneOrDamagedIsSeenBeforeThePush() throws IOException {
        assertThat(publisher.holds(content)).isTrue();
        Path layer =
                layout.blobs().file(layout.tree(layout.root()).blobs().get(1).digest());
        Files.writeString(layer, "changed");
        assertThatThrownBy(() -> publisher.holds(content))
                .hasMessageStartingWith("Cannot read the image layout " + layout.folder() + ": the blob ")
                .hasMessageEndingWith(" Build the image again, with mvn package (or mvn slipway:build).");
        Files.delete(layout.folder().resolve("index.json"));
        assertThat(publisher.holds(content)).isFalse();
        assertThatThrownBy(() -> push("127.0.0.1:1", "1.0", Optional.empty()))
                .hasMessageContaining("does not hold the image");
    }

    @Test
    void layerWithOtherBytesOfTheSameLengthIsRefusedByTheRegistry() throws IOException {
        Path layer =
                layout.blobs().file(layout.tree(layout.root()).blobs().get(1).digest());
        Files.writeString(layer, Files.readString(layer).replace("hello", "hullo"));
        try (RegistryProcess registry = RegistryProcess.start()) {
            assertThatThrownBy(() -> push(registry.host(), "1.0", Optional.empty()))
                    .hasMessageContaining("digest invalid")
                    .hasMessageContaining("its files were changed since");
        }
    }
}
