package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.image.Digest;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.Hashes;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import dev.slipway.testing.Fault;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that go from registry to registry without an engine. */
class ImageCopyTest {

    private static final String SECRET = "s3cret";

    @TempDir
    private Path folder;

    private final PushRig source = new PushRig(
            RegistryProcess.options().login("anne", SECRET).start(),
            Login.of(Optional.of(Credential.of("anne", SECRET, "settings.xml"))));
    private final PushRig target = new PushRig();
    private OciLayout layout;
    private Manifest image;

    @BeforeEach
    void imageForTwoPlatforms() {
        layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.images(layout, "hello", "amd64", "arm64"));
        image = pushed();
    }

    private Manifest pushed() {
        Manifest manifest = source.repository().manifest(source.push(layout)).orElseThrow();
        source.gate.clear();
        return manifest;
    }

    @AfterEach
    void stop() {
        source.close();
        target.close();
    }

    private void copy() {
        target.repository().copyFrom(source.repository(), image);
    }

    private void assertCopied() {
        RegistryContents there = RegistryContents.of(target.registry);
        for (Descriptor manifest : layout.tree(layout.root()).manifests()) {
            String digest = manifest.digest().value();
            assertThat(there.digest("fleet/agent", digest)).contains(digest);
        }
    }

    @Test
    void indexGoesToAnotherRegistryWithAllThatItNamesAndGetsNoTag() {
        copy();
        assertCopied();
        assertThat(RegistryContents.of(target.registry).tags("fleet/agent")).isEmpty();
        assertThat(target.repository().manifest(image.digest())).contains(image);
        assertThat(target.gate.requests().stream()
                        .filter(request -> request.startsWith("PUT ") && request.contains("/manifests/"))
                        .reduce((first, second) -> second))
                .contains("PUT /v2/fleet/agent/manifests/" + image.digest());
        assertThat(target.gate.count("PUT .*/blobs/.*")).isEqualTo(6);
    }

    @Test
    void whatIsThereAlreadyIsNeitherReadNorSent() {
        copy();
        source.gate.clear();
        target.gate.clear();
        copy();
        assertThat(source.gate.requests()).isEmpty();
        assertThat(target.gate.requests()).hasSize(1);

        layout.put(TestLayouts.images(layout, "hello", "amd64", "s390x"));
        image = pushed();
        target.gate.clear();
        copy();
        assertThat(target.gate.count("PUT .*/blobs/.*")).isEqualTo(2);
        assertCopied();
    }

    @Test
    void withinOneRegistryLayersAreMounted() {
        Repository stable = source.repository("stable/agent");
        stable.copyFrom(source.repository(), image);
        assertThat(stable.manifest(image.digest())).contains(image);
        assertThat(source.gate.count("POST .*mount=.*from=fleet%2Fagent")).isEqualTo(6);
        assertThat(source.gate.count("PUT .*/blobs/.*")).isZero();
        assertThat(source.gate.count("GET .*/blobs/.*")).isZero();
    }

    @Test
    void registryThatDoesNotMountIsSentWhatItHas() {
        source.gate.fail("POST .*mount=.*", Fault.refuse(403, "DENIED", "no"));
        Repository stable = source.repository("stable/agent");
        stable.copyFrom(source.repository(), image);
        assertThat(stable.manifest(image.digest())).contains(image);
        assertThat(source.gate.count("PUT .*/blobs/.*")).isEqualTo(6);
    }

    @Test
    void faultsOfBothSidesAreSurvived() {
        source.gate
                .fail(1, "GET .*/manifests/.*", Fault.answer(503, Map.of(), ""))
                .fail(1, "GET .*/blobs/.*", Fault.answer(500, Map.of(), ""))
                .fail(1, "GET .*/blobs/.*", Fault.cutShort("{", 5000));
        target.gate.fail(1, "PUT .*/blobs/.*", Fault.reset()).fail(1, "PUT .*/manifests/.*", Fault.loseAnswer());
        copy();
        assertCopied();
        assertThat(target.gate.count("PUT .*/manifests/.*")).isEqualTo(4);
    }

    @Test
    void layerThatIsNotWhatItsDigestSaysDoesNotArrive() {
        source.gate.fail("GET .*/blobs/.*", Fault.answer(200, Map.of(), "{\"of\":\"jello\"}"));
        assertThatThrownBy(this::copy)
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot copy to " + target.gate.host() + "/fleet/agent: the registry answers '")
                .hasMessageNotContaining("Build the image again");
        assertThat(RegistryContents.of(target.registry)
                        .digest("fleet/agent", image.digest().value()))
                .isEmpty();
    }

    @Test
    void otherHostThatHoldsTheLayersDoesNotSeeTheLogin() throws IOException {
        List<String> logins = new CopyOnWriteArrayList<>();
        HttpServer storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", exchange -> serve(exchange, logins));
        storage.start();
        try {
            String host = "http://127.0.0.1:" + storage.getAddress().getPort();
            for (Descriptor blob : layout.tree(layout.root()).blobs()) {
                String location = host + "/" + blob.digest() + "?X-Amz-Signature=geheim";
                source.gate.fail("GET .*/blobs/" + blob.digest(), Fault.answer(307, Map.of("Location", location), ""));
            }
            copy();
            assertCopied();
            assertThat(logins).hasSize(6).containsOnly("null");
        } finally {
            storage.stop(0);
        }
    }

    private void serve(HttpExchange exchange, List<String> logins) throws IOException {
        try (exchange) {
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Digest digest = Digest.parse(exchange.getRequestURI().getPath().substring(1));
            byte[] content = Files.readAllBytes(layout.blobs().file(digest));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Test
    void storageThatRefusesIsASentenceWithoutItsAddress() throws IOException {
        HttpServer storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(403, -1);
            }
        });
        storage.start();
        try {
            String location = "http://127.0.0.1:" + storage.getAddress().getPort() + "/?X-Amz-Signature=geheim";
            source.gate.fail("GET .*/blobs/.*", Fault.answer(307, Map.of("Location", location), ""));
            assertThatThrownBy(this::copy)
                    .hasMessageStartingWith("Cannot look up " + source.gate.host()
                            + "/fleet/agent: the registry answers with status 403. ")
                    .message()
                    .doesNotContain("geheim");
        } finally {
            storage.stop(0);
        }
    }

    @Test
    void layersThatTheRegistryMayNotHandOutAreLeftOut() {
        Descriptor plain = layout.tree(layout.root()).manifests().get(0);
        Descriptor config = layout.tree(layout.root()).blobs().get(0);
        String manifest =
                """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"%s","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","size":5,
                            "digest":"sha256:%s","urls":["https://example.org/layer"]}]}
                """.formatted(plain.mediaType(), config.mediaType(), config.digest(), config.size(), "a".repeat(64));
        byte[] content = manifest.getBytes(StandardCharsets.UTF_8);
        image = new Manifest(Hashes.digest(content), plain.mediaType(), Optional.of(config.digest()), content);
        copy();
        assertThat(target.repository().manifest(image.digest())).contains(image);
        assertThat(target.gate.requests()).noneMatch(request -> request.contains("a".repeat(64)));
    }

    @Test
    void indexOfWhichAPartIsMissingIsASentence() {
        source.gate.fail("GET .*/manifests/.*", Fault.refuse(404, "MANIFEST_UNKNOWN", "manifest unknown"));
        assertThatThrownBy(this::copy)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot look up " + source.gate.host() + "/fleet/agent: the document "
                        + image.digest().shortHash() + " of the image names a manifest that the registry does not"
                        + " have. Push the image anew, or use another one.");
    }

    private void imageWithALargeLayer() {
        StringBuilder text = new StringBuilder();
        new Random(7).ints(8 * 1024 * 1024, 'a', 'z').forEach(letter -> text.append((char) letter));
        layout.put(TestLayouts.image(layout, "amd64", text.toString()));
        image = pushed();
    }

    @Test
    void layerOfManyPiecesArrives() {
        imageWithALargeLayer();
        target.gate.fail("PUT .*/blobs/.*", Fault.slow(65_536, 1));
        copy();
        assertCopied();
    }

    @Test
    void sourceThatStopsInTheMiddleIsGivenUp() {
        imageWithALargeLayer();
        try (PushRig impatient = new PushRig(new PushSettings(5, Duration.ofSeconds(1)))) {
            source.gate.fail("GET .*/blobs/.*", Fault.answerInPart("x".repeat(1_000_000), 8 * 1024 * 1024));
            assertThatThrownBy(() -> impatient.repository().copyFrom(source.repository(), image))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("no byte was sent or received for PT1S, the longest that a push may go");
            // what has come is sent before the rest comes
            assertThat(impatient.gate.count("PUT .*/blobs/.*")).isPositive();
        }
    }
}
