package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.registry.Credential;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes of a real engine into real registries. */
@Tag("docker")
@Timeout(90)
class DaemonPublisherTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Workbench bench;
    private DaemonImages images;
    private DaemonPublisher publisher;
    private ImageContent content;

    @BeforeEach
    void open() {
        bench = new Workbench(folder).dockerfile("FROM slipway-it/busybox:1\nLABEL published=yes\n");
        images = new DaemonImages(bench.connection());
        publisher = new DaemonPublisher(bench.connection(), bench.log());
        content = bench.build();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static ImageReference reference(String host) {
        return ImageReference.parse(host + "/team/agent:1.0");
    }

    private Digest push(ImageReference reference) {
        return publisher.push(content, reference, Optional.empty(), LONG);
    }

    @Test
    void digestIsTheOneThatTheRegistryTells() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            Digest digest = push(reference(registry.host()));
            HttpRequest head = HttpRequest.newBuilder(URI.create(registry.uri() + "/v2/team/agent/manifests/1.0"))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(head, BodyHandlers.discarding())
                            .headers()
                            .firstValue("Docker-Content-Digest"))
                    .contains(digest.value());
        }
    }

    @Test
    void nameOfTheRegistryIsTakenAwayAgain() {
        ImageReference local = ImageReference.parse("slipway-test/agent:1.0");
        images.tag(content.id(), local);
        try (RegistryProcess registry = RegistryProcess.start()) {
            ImageReference reference = reference(registry.host());
            push(reference);
            assertThat(images.find(reference.toString())).isEmpty();
            assertThat(images.find(local.toString())).contains(content.id());
        } finally {
            images.untag(local);
        }
    }

    @Test
    void nameThatWasThereBeforeNamesAgainWhatItNamed() {
        Digest other = images.find(Workbench.BASE).orElseThrow();
        try (RegistryProcess registry = RegistryProcess.start()) {
            ImageReference reference = reference(registry.host());
            images.tag(other, reference);
            push(reference);
            assertThat(images.find(reference.toString())).contains(other);
            images.untag(reference);
        }
    }

    @Test
    void imageThatHasNoOtherNameOutlivesItsPush() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            Digest first = push(ImageReference.parse(registry.host() + "/team/agent:1.0"));
            assertThat(publisher.holds(content)).isTrue();
            Digest second = push(ImageReference.parse(registry.host() + "/team/agent:latest"));
            assertThat(publisher.holds(content)).isTrue();
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void nameIsTakenAwayAfterAFailureToo() {
        try (RegistryProcess registry = RegistryProcess.options().readOnly().start()) {
            ImageReference local = ImageReference.parse("slipway-test/agent:1.0");
            images.tag(content.id(), local);
            ImageReference reference = reference(registry.host());
            assertThatThrownBy(() -> push(reference)).isInstanceOf(RegistryException.class);
            assertThat(images.find(reference.toString())).isEmpty();
            images.untag(local);
        }
    }

    @Test
    void rightLoginIsLetIn() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "pa~~ss??>>").start()) {
            Credential credential = Credential.of("carol", "pa~~ss??>>", "the test");
            assertThat(publisher
                            .push(content, reference(registry.host()), Optional.of(credential), LONG)
                            .value())
                    .startsWith("sha256:");
        }
    }

    @Test
    void wrongLoginNamesWhereItCameFromAndNotThePassword() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "right").start()) {
            ImageReference reference = reference(registry.host());
            Credential credential = Credential.of("carol", "wr0ngsecret", "~/.docker/config.json");
            assertThatThrownBy(() -> publisher.push(content, reference, Optional.of(credential), LONG))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot push " + reference + ": ")
                    .hasMessageContaining("unauthorized")
                    .hasMessageEndingWith("Check user name and password of ~/.docker/config.json.")
                    .hasMessageNotContaining("wr0ngsecret");
        }
    }

    @Test
    void missingLoginSaysHowToGiveOne() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "right").start()) {
            ImageReference reference = reference(registry.host());
            assertThatThrownBy(() -> push(reference))
                    .hasMessage("Cannot push " + reference + ": no basic auth credentials. Log in with docker login,"
                            + " or add the registry as a <server> to settings.xml.");
        }
    }

    @Test
    void readOnlyRegistryIsASentence() {
        try (RegistryProcess registry = RegistryProcess.options().readOnly().start()) {
            ImageReference reference = reference(registry.host());
            assertThatThrownBy(() -> push(reference))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot push " + reference + ": ");
        }
    }

    @Test
    void fullRegistryIsASentence() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry).failing("PUT /v2/team/agent/manifests/", 500, """
                                {"errors":[{"code":"UNKNOWN","message":"unknown error",\
                                "detail":{"Op":"write","Path":"/var/lib/registry/x","Err":28}}]}""")) {
            ImageReference reference = reference(gate.host());
            assertThatThrownBy(() -> push(reference))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot push " + reference + ": ")
                    .hasMessageContaining("500 Internal Server Error")
                    .hasMessageEndingWith("Look at the registry's state and try again.");
        }
    }

    @Test
    void registryThatNobodyRunsIsASentence() {
        ImageReference reference = reference("127.0.0.1:1");
        assertThatThrownBy(() -> push(reference))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot push " + reference + ": ")
                .hasMessageContaining("connection refused");
    }

    @Test
    void pushThatTakesTooLongIsStopped() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry).silentOn("PUT")) {
            ImageReference reference = reference(gate.host());
            assertThatThrownBy(() -> publisher.push(content, reference, Optional.empty(), Duration.ofSeconds(2)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("Cannot push " + reference + ": it was stopped after PT2S, the longest that a push"
                            + " may take. Look at the network, or raise <pushTimeout>.");
        }
    }

    @Test
    void progressIsReported() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            push(reference(registry.host()));
            assertThat(bench.log().events("progress ")).isNotEmpty();
        }
    }

    @Test
    void imageThatIsGoneCannotBeTagged() {
        Digest unknown = Digest.parse("sha256:" + "7".repeat(64));
        assertThatThrownBy(() -> images.tag(unknown, reference("127.0.0.1:1")))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("Cannot tag the image 777777777777 as 127.0.0.1:1/team/agent:1.0: ");
    }
}
