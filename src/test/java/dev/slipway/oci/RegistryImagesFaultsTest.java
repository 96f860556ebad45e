package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.OciLayout;
import dev.slipway.proxy.Proxies;
import dev.slipway.registry.Credential;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.RemoteImage;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import dev.slipway.testing.TestPushes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that are away, slow, broken, or send us elsewhere. */
class RegistryImagesFaultsTest {

    private static final String MANIFEST = "GET /v2/fleet/agent/manifests/1.0";
    private static final String BLOBS = "GET /v2/fleet/agent/blobs/";
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final Credential LOGIN = Credential.of("anne", "s3cret", "settings.xml");
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("anne:s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private final List<String> storageLogins = new CopyOnWriteArrayList<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private RegistryProcess registry;
    private RegistryGate gate;
    private HttpServer storage;
    private OciLayout layout;
    private Descriptor image;
    private int looks;
    private int storageStatus = 200;
    private String storageBody = "";
    private boolean storageStalls;

    @BeforeEach
    void registryWithAnImage() throws IOException {
        layout = new OciLayout(folder.resolve("oci"));
        image = TestLayouts.configured(layout, Platform.parse("linux/amd64"), "{\"Env\":[\"A=1\"]}");
        layout.put(image);
        registry = RegistryProcess.start();
        gate = RegistryGate.before(registry);
        TestPushes.push(layout.content(List.of()), registry.host() + "/fleet/agent:1.0", Optional.empty());
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", this::serveBlob);
        storage.start();
    }

    @AfterEach
    void stop() {
        stalled.countDown();
        storage.stop(0);
        gate.close();
        registry.close();
    }

    private void serveBlob(HttpExchange exchange) throws IOException {
        try (exchange) {
            storageLogins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"storage\"");
            if (storageStalls) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().flush();
                stalled.await();
                return;
            }
            byte[] body = storageBody.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(storageStatus, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String reference() {
        return gate.host() + "/fleet/agent:1.0";
    }

    private Optional<RemoteImage> find() {
        return find(reference(), Duration.ofSeconds(20));
    }

    private Optional<RemoteImage> find(String reference, Duration timeout) {
        return new RegistryImages(
                        (host, namespace) -> Optional.of(LOGIN),
                        folder.resolve("cache" + looks++),
                        timeout,
                        Proxies.ofJdk())
                .find(reference, Optional.empty());
    }

    private void assertFailure(String message) {
        assertThatThrownBy(this::find)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot look up " + reference() + ": " + message);
    }

    private void redirectBlobs(String location) {
        gate.demanding(BASIC, "Basic realm=\"registry\"").answering(BLOBS, 307, Map.of("Location", location), "");
    }

    private String storageAddress() {
        return "http://127.0.0.1:" + storage.getAddress().getPort() + "/blob?signature=geheim";
    }

    @Test
    void otherHostThatHoldsTheConfigurationDoesNotSeeTheLogin() throws IOException {
        Digest config = layout.tree(image).blobs().get(0).digest();
        storageBody = Files.readString(layout.blobs().file(config));
        redirectBlobs(storageAddress());

        assertThat(find().orElseThrow().environment()).containsExactly(Map.entry("A", "1"));
        assertThat(storageLogins).containsExactly("null");
    }

    @Test
    void otherHostThatAsksForTheLoginDoesNotGetIt() {
        storageStatus = 401;
        redirectBlobs(storageAddress());

        assertThatThrownBy(this::find)
                .hasMessageStartingWith("Cannot look up " + reference() + ": the registry answers with status 401.")
                .message()
                .doesNotContain("geheim");
        assertThat(storageLogins).containsExactly("null");
    }

    @Test
    void redirectionsThatLeadNowhereAreSentences() {
        redirectBlobs("/v2/fleet/agent/blobs/again");
        assertFailure("the registry sends us from address to address without end. Look whether this host is an image"
                + " registry, and run Maven again.");
        redirectBlobs("file:///etc/passwd");
        assertFailure("the registry sends us elsewhere, but to no address of the web. Look whether this host is an"
                + " image registry, and run Maven again.");
    }

    @Test
    void registryThatIsNotThereIsASentence() throws IOException {
        String reference;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            reference = "127.0.0.1:" + free.getLocalPort() + "/fleet/agent:1.0";
        }
        assertThatThrownBy(() -> find(reference, Duration.ofSeconds(10)))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot look up " + reference + ": nothing listens at the registry's host and port."
                        + " Check the host in the image's reference, the network, and the proxy settings.");
    }

    @Test
    void registryThatIsSilentIsGivenUp() {
        gate.silentOn("GET");
        assertThatThrownBy(() -> find(reference(), Duration.ofSeconds(1)))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot look up " + reference() + ": it was stopped after PT1S, the longest that a look at"
                        + " an image in its registry may take. Look at the network and the registry.");
    }

    @Test
    void answerThatDoesNotEndIsGivenUp() {
        storageStalls = true;
        redirectBlobs(storageAddress());
        assertThatThrownBy(() -> find(reference(), Duration.ofSeconds(2)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("it was stopped after PT2S");
        assertThat(storageLogins).hasSize(1);
    }

    @Test
    void registryThatFailsOrRefusesIsASentence() {
        gate.failing(MANIFEST, 503, "");
        assertFailure("the registry answers with status 503. Look at the registry's state and try again.");
        gate.failing(MANIFEST, 403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access is denied\"}]}");
        assertFailure("the registry answers 'denied: requested access is denied'. Check that the login from"
                + " settings.xml may pull from this repository.");
        gate.failing(MANIFEST, 204, "");
        assertFailure("the registry answers with status 204. Look whether this host is an image registry, and run"
                + " Maven again.");
    }

    @Test
    void imageOfWhichAPartIsMissingIsASentence() {
        gate.failing(BLOBS, 404, "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":\"blob unknown\"}]}");
        assertFailure("the registry answers 'blob unknown: blob unknown'. Push the image anew; the registry holds"
                + " parts of it only.");
    }

    @Test
    void manifestThatIsNoneIsASentence() {
        manifest("{\"schemaVersion\"", OCI_MANIFEST);
        assertThatThrownBy(this::find)
                .isInstanceOf(RegistryException.class)
                .hasMessageMatching("Cannot look up .*: the document [0-9a-f]{12} of the image is no JSON\\. Push the"
                        + " image anew, or use another one\\.");
        manifest("[]", OCI_MANIFEST);
        assertThatThrownBy(this::find).hasMessageContaining(" of the image is no JSON object. ");
        manifest("{}", OCI_MANIFEST);
        assertThatThrownBy(this::find).hasMessageContaining("is wrong: a descriptor has no media type or no size. ");
        manifest("{\"config\":{\"mediaType\":\"a\",\"size\":1,\"digest\":\"../../x\"}}", OCI_MANIFEST);
        assertThatThrownBy(this::find).hasMessageContaining("is wrong: '../../x' is not a digest. ");
        manifest("{}", "application/vnd.docker.distribution.manifest.v1+prettyjws; charset=utf-8");
        assertThatThrownBy(this::find)
                .hasMessageContaining("is no image, but 'application/vnd.docker.distribution.manifest.v1+prettyjws'. ");
    }

    private void manifest(String body, String type) {
        gate.answering(MANIFEST, 200, Map.of("Content-Type", type), body);
    }

    @Test
    void indexWhoseManifestIsGoneIsASentence() {
        manifest(
                "{\"manifests\":[{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"sha256:%s\",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}]}"
                        .formatted(
                                OCI_MANIFEST,
                                "a".repeat(64),
                                PlatformChoice.linuxOn(System.getProperty("os.arch"))
                                        .architecture()),
                "application/vnd.oci.image.index.v1+json");
        assertThatThrownBy(this::find)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(" of the image names a manifest that the registry does not have. ");
    }

    @Test
    void digestOfTheRegistryIsNotBelievedWithoutALook() throws IOException {
        String content = Files.readString(layout.blobs().file(image.digest()));
        manifest(content, OCI_MANIFEST);
        assertThat(find().orElseThrow().digest()).isEqualTo(image.digest());
        answerWithDigest(content, "no digest");
        assertThat(find().orElseThrow().digest()).isEqualTo(image.digest());

        String other = "sha256:" + "a".repeat(64);
        answerWithDigest(content, other);
        assertFailure("what the registry sends is not the content of " + other + ". Look whether this host is an image"
                + " registry, and run Maven again.");
    }

    private void answerWithDigest(String content, String digest) {
        gate.answering(MANIFEST, 200, Map.of("Content-Type", OCI_MANIFEST, "Docker-Content-Digest", digest), content);
    }

    @Test
    void otherContentThanThatOfADigestIsRefused() {
        gate.failing("GET /v2/fleet/agent/manifests/sha256:", 200, "{}");
        assertThatThrownBy(() -> find(gate.host() + "/fleet/agent@" + image.digest(), Duration.ofSeconds(20)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("what the registry sends is not the content of " + image.digest());
        gate.failing(BLOBS, 200, "{}");
        assertThatThrownBy(this::find).hasMessageContaining("what the registry sends is not the content of sha256:");
    }

    @Test
    void answersThatAreTooLargeAreNotRead() {
        gate.failing(MANIFEST, 200, " ".repeat(4 * 1024 * 1024 + 1));
        assertThatThrownBy(this::find)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("is larger than any that makes sense (more than 4096 KiB). ");
        assertThat(gate.requests()).containsExactly(MANIFEST.replace("GET", "HEAD"), MANIFEST);
    }

    @Test
    void configurationThatIsTooLargeIsNotRead() {
        gate.failing(BLOBS, 200, " ".repeat(8 * 1024 * 1024 + 1));
        assertThatThrownBy(this::find).hasMessageContaining("(more than 8192 KiB)");
    }

    @Test
    void tokenServiceWithoutAnAddressIsASentence() {
        gate.demanding("Bearer none", "Bearer realm=\"nowhere\"");
        assertFailure("the registry names no address that gives tokens, but 'nowhere'. Look whether this host is an"
                + " image registry, and run Maven again.");
    }
}
