package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.OciLayout;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RemoteImage;
import dev.slipway.testing.EmptyImage;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import dev.slipway.testing.TestPushes;
import dev.slipway.testing.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryImagesTest {

    private static final String SECRET = "s3cret-of-the-registry";
    private static final Credential LOGIN = Credential.of("anne", SECRET, "settings.xml");
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    @TempDir
    private Path folder;

    private OciLayout layout;
    private Descriptor image;

    @BeforeEach
    void imageWithSettings() {
        layout = new OciLayout(folder.resolve("oci"));
        image = TestLayouts.configured(
                layout,
                AMD64,
                "{\"Env\":[\"PATH=/bin:/usr/bin\",\"EMPTY=\",\"OPTS=-Da=b\",\"BARE\"],\"OnBuild\":[\"COPY . /app\",\"RUN"
                        + " make\"]}");
        layout.put(image);
    }

    private Digest push(String host, String tag, Optional<Credential> credential) {
        return TestPushes.push(layout.content(List.of()), host + "/fleet/agent:" + tag, credential);
    }

    private RegistryImages images(Optional<Credential> credential) {
        return new RegistryImages((host, namespace) -> credential, folder.resolve("cache"));
    }

    private Optional<RemoteImage> find(String reference) {
        return images(Optional.empty()).find(reference, Optional.empty());
    }

    @Test
    void imageForOnePlatformTellsDigestEnvironmentAndTriggers() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            Digest pushed = push(registry.host(), "1.0", Optional.empty());

            RemoteImage found = find(registry.host() + "/fleet/agent:1.0").orElseThrow();

            assertThat(found.digest()).isEqualTo(pushed).isEqualTo(image.digest());
            assertThat(found.environment())
                    .containsExactly(
                            Map.entry("PATH", "/bin:/usr/bin"),
                            Map.entry("EMPTY", ""),
                            Map.entry("OPTS", "-Da=b"),
                            Map.entry("BARE", ""));
            assertThat(found.triggers()).containsExactly("COPY . /app", "RUN make");
        }
    }

    @Test
    void imageThatWasSeenBeforeCostsOneRequestWithoutABody() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry)) {
            push(registry.host(), "1.0", Optional.empty());
            RemoteImage first = find(gate.host() + "/fleet/agent:1.0").orElseThrow();
            int before = gate.requests().size();

            assertThat(find(gate.host() + "/fleet/agent:1.0")).contains(first);
            assertThat(gate.requests().subList(before, gate.requests().size()))
                    .filteredOn(request -> !request.endsWith("/v2/"))
                    .containsExactly("HEAD /v2/fleet/agent/manifests/1.0");
        }
    }

    @Test
    void tagThatMovedIsSeenAndSoIsADamagedCache() throws IOException {
        try (RegistryProcess registry = RegistryProcess.start()) {
            push(registry.host(), "1.0", Optional.empty());
            RemoteImage first = find(registry.host() + "/fleet/agent:1.0").orElseThrow();
            try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
                for (Path file : kept.toList()) {
                    Files.writeString(file, "{}");
                }
            }
            assertThat(find(registry.host() + "/fleet/agent:1.0")).contains(first);

            layout.put(TestLayouts.configured(layout, AMD64, "{\"OnBuild\":[\"RUN true\"]}"));
            Digest moved = push(registry.host(), "1.0", Optional.empty());
            RemoteImage second = find(registry.host() + "/fleet/agent:1.0").orElseThrow();
            assertThat(second.digest()).isEqualTo(moved).isNotEqualTo(first.digest());
            assertThat(second.triggers()).containsExactly("RUN true");
        }
    }

    @Test
    void imageThatIsNotListedByPlatformsIsTakenForAny() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            push(registry.host(), "1.0", Optional.empty());
            assertThat(images(Optional.empty())
                            .find(registry.host() + "/fleet/agent:1.0", Optional.of(Platform.parse("linux/s390x"))))
                    .map(RemoteImage::digest)
                    .contains(image.digest());
        }
    }

    @Test
    void indexKeepsItsDigestAndThePlatformChoosesTheSettings() {
        Descriptor other = TestLayouts.configured(layout, ARM64, "{\"Env\":[\"ON=arm64\"]}");
        layout.put(TestLayouts.index(layout, image, other));
        try (RegistryProcess registry = RegistryProcess.start()) {
            Digest index = push(registry.host(), "1.0", Optional.empty());
            RegistryImages images = images(Optional.empty());
            String reference = registry.host() + "/fleet/agent:1.0";

            RemoteImage amd64 = images.find(reference, Optional.of(AMD64)).orElseThrow();
            assertThat(amd64.digest()).isEqualTo(index);
            assertThat(amd64.triggers()).hasSize(2);
            RemoteImage arm64 = images.find(reference, Optional.of(Platform.parse("linux/arm64/v8")))
                    .orElseThrow();
            assertThat(arm64.digest()).isEqualTo(index);
            assertThat(arm64.environment()).containsExactly(Map.entry("ON", "arm64"));
            assertThat(arm64.triggers()).isEmpty();
            assertThat(images.find(reference, Optional.of(Platform.parse("linux/s390x"))))
                    .isEmpty();
            Platform here = PlatformChoice.linuxOn(System.getProperty("os.arch"));
            assertThat(find(reference)).isEqualTo(images.find(reference, Optional.of(here)));
        }
    }

    @Test
    void whatTheRegistryDoesNotHaveIsNotFound() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            push(registry.host(), "1.0", Optional.empty());
            assertThat(find(registry.host() + "/fleet/agent:2.0")).isEmpty();
            assertThat(find(registry.host() + "/fleet/agent")).isEmpty();
            assertThat(find(registry.host() + "/fleet/other:1.0")).isEmpty();
            assertThat(find(registry.host() + "/fleet/agent@sha256:" + "a".repeat(64)))
                    .isEmpty();
        }
    }

    @Test
    void digestGoesBeforeATag() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            push(registry.host(), "1.0", Optional.empty());
            layout.put(TestLayouts.configured(layout, AMD64, "{}"));
            Digest latest = push(registry.host(), "latest", Optional.empty());

            String name = registry.host() + "/fleet/agent";
            assertThat(find(name)).map(RemoteImage::digest).contains(latest);
            assertThat(find(name + "@" + image.digest()))
                    .isEqualTo(find(name + ":1.0"))
                    .map(RemoteImage::digest)
                    .contains(image.digest());
            assertThat(find(name + ":latest@" + image.digest())).isEqualTo(find(name + ":1.0"));
        }
    }

    @Test
    void manifestsOfDockersOwnFormAreRead() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            String digest = EmptyImage.push(registry.host(), "empty", "1", "any", "one");
            RemoteImage found = find(registry.host() + "/empty:1").orElseThrow();
            assertThat(found.digest()).hasToString(digest);
            assertThat(found.environment()).isEmpty();
            assertThat(found.triggers()).isEmpty();
        }
    }

    @Test
    void nothingIsReadButTheManifestsAndOneConfiguration() {
        layout.put(TestLayouts.index(layout, image, TestLayouts.configured(layout, ARM64, "{}")));
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry)) {
            push(registry.host(), "1.0", Optional.empty());
            images(Optional.empty()).find(gate.host() + "/fleet/agent:1.0", Optional.of(AMD64));
            assertThat(gate.requests()).hasSize(4);
            assertThat(gate.requests().subList(0, 3))
                    .containsExactly(
                            "HEAD /v2/fleet/agent/manifests/1.0",
                            "GET /v2/fleet/agent/manifests/1.0",
                            "GET /v2/fleet/agent/manifests/" + image.digest());
            assertThat(gate.requests().get(3)).startsWith("GET /v2/fleet/agent/blobs/sha256:");
        }
    }

    @Test
    void passwordOpensARegistryWithALogin() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("anne", SECRET).start()) {
            Digest pushed = push(registry.host(), "1.0", Optional.of(LOGIN));
            String reference = registry.host() + "/fleet/agent:1.0";

            assertThat(images(Optional.of(LOGIN)).find(reference, Optional.empty()))
                    .map(RemoteImage::digest)
                    .contains(pushed);
            assertThatThrownBy(() -> find(reference))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageStartingWith("Cannot look up " + reference + ": the registry answers ")
                    .hasMessageEndingWith(
                            "Log in with docker login, or add the registry as a <server> to settings.xml.");
            Credential wrong = Credential.of("anne", "not-" + SECRET, "settings.xml");
            assertThatThrownBy(() -> images(Optional.of(wrong)).find(reference, Optional.empty()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageEndingWith("Check user name and password of settings.xml.")
                    .message()
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void tokenIsAskedForPullsAlone() {
        try (TokenServer tokens = new TokenServer(folder.resolve("tokens"), "anne", SECRET, "identity");
                RegistryProcess registry =
                        RegistryProcess.options().tokens(tokens).start()) {
            Digest pushed = push(registry.host(), "1.0", Optional.of(LOGIN));
            int before = tokens.askedScopes().size();
            String reference = registry.host() + "/fleet/agent:1.0";

            assertThat(images(Optional.of(LOGIN)).find(reference, Optional.empty()))
                    .map(RemoteImage::digest)
                    .contains(pushed);
            assertThat(tokens.askedScopes().subList(before, tokens.askedScopes().size()))
                    .containsExactly("repository:fleet/agent:pull");
            Credential identity = new Credential("", "", "identity", "docker config");
            assertThat(images(Optional.of(identity)).find(reference, Optional.empty()))
                    .isPresent();
            assertThatThrownBy(() -> find(reference)).isInstanceOf(CredentialException.class);
        }
    }
}
