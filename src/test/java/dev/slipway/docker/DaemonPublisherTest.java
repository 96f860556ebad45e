package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Turns;
import dev.slipway.testing.ChangingLogin;
import dev.slipway.testing.PlainRepository;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes of a real engine into real registries. */
@Tag("engine")
@Timeout(90)
class DaemonPublisherTest {

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
        publisher = publisher(Duration.ofMinutes(1));
        content = bench.build();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private DaemonPublisher publisher(Duration timeout) {
        return new DaemonPublisher(
                bench.connection(),
                new DaemonPush.Patience(timeout, new Backoff(3, Duration.ofMillis(50))),
                new Turns(),
                bench.log());
    }

    private static ImageReference reference(String host) {
        return ImageReference.parse(host + "/team/agent:1.0");
    }

    private static Login login(String password) {
        return Login.of(Optional.of(Credential.of("carol", password, "~/.docker/config.json")));
    }

    private Digest push(ImageReference reference) {
        return push(reference, Login.anonymous());
    }

    private Digest push(ImageReference reference, Login login) {
        return publisher.push(content, new Delivery(PlainRepository.of(reference), reference, login));
    }

    private Digest push(ImageReference reference, Login login, String password) {
        PlainRepository repository = PlainRepository.of(reference).login("carol", password);
        return publisher.push(content, new Delivery(repository, reference, login));
    }

    @Test
    void digestIsTheOneThatTheRegistryHas() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            ImageReference reference = reference(registry.host());
            Digest digest = push(reference);
            Manifest manifest =
                    PlainRepository.of(reference).manifest(reference.tag()).orElseThrow();
            assertThat(manifest.digest()).isEqualTo(digest);
            assertThat(manifest.isOf(content.id())).isTrue();
            assertThat(bench.log().events("again ")).isEmpty();
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
    void twoPushesAtOnceLeaveTheImageAName() throws Exception {
        try (RegistryProcess one = RegistryProcess.start();
                RegistryProcess other = RegistryProcess.start()) {
            CompletableFuture<Digest> first = CompletableFuture.supplyAsync(() -> push(reference(one.host())));
            CompletableFuture<Digest> second = CompletableFuture.supplyAsync(() -> push(reference(other.host())));
            CompletableFuture<Digest> third = CompletableFuture.supplyAsync(() -> push(reference(other.host())));
            assertThat(second.get()).isEqualTo(first.get());
            assertThat(third.get()).isEqualTo(first.get());
            assertThat(publisher.holds(content)).isTrue();
        }
    }

    @Test
    void rightLoginIsLetIn() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "pa~~ss??>>").start()) {
            assertThat(push(reference(registry.host()), login("pa~~ss??>>"), "pa~~ss??>>")
                            .value())
                    .startsWith("sha256:");
        }
    }

    @Test
    void wrongLoginNamesWhereItCameFromAndNotThePassword() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "right").start()) {
            ImageReference reference = reference(registry.host());
            assertThatThrownBy(() -> push(reference, login("wr0ngsecret")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot push " + reference + ": ")
                    .hasMessageMatching("(?is).*(unauthorized|authentication required).*")
                    .hasMessageEndingWith("Check user name and password of ~/.docker/config.json.")
                    .hasMessageNotContaining("wr0ngsecret");
            assertThat(bench.log().events("again ")).isEmpty();
        }
    }

    @Test
    void missingLoginSaysHowToGiveOne() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "right").start()) {
            ImageReference reference = reference(registry.host());
            assertThatThrownBy(() -> push(reference))
                    .hasMessageStartingWith("Cannot push " + reference + ": ")
                    .hasMessageEndingWith(
                            "Log in with docker login, or add the registry as a <server> to settings.xml.");
        }
    }

    @Test
    void loginThatIsRefusedIsRenewed() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "right").start()) {
            ChangingLogin login = ChangingLogin.of(
                    Credential.of("carol", "0ldSecret", "Amazon ECR"), Credential.of("carol", "right", "Amazon ECR"));
            Digest digest = push(reference(registry.host()), login, "right");
            assertThat(digest.value()).startsWith("sha256:");
            assertThat(login.refused()).hasSize(1);
            assertThat(bench.log().events("again ")).hasSize(1);
            assertThat(bench.log().events("again ").get(0)).doesNotContain("Secret");
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
    void registryThatNobodyRunsIsASentence() {
        ImageReference reference = reference("127.0.0.1:1");
        assertThatThrownBy(() -> push(reference))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot push " + reference + ": ")
                .hasMessageContaining("connection refused");
    }

    @Test
    void pushThatDoesNotMoveIsStopped() {
        publisher = publisher(Duration.ofSeconds(2));
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry).silentOn("PUT")) {
            ImageReference reference = reference(gate.host());
            assertThatThrownBy(() -> push(reference))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("Cannot push " + reference + ": it was stopped after PT2S without any progress. Look at"
                            + " the network and at the engine, or raise <timeout> in <push>.");
        }
    }

    @Test
    void progressIsReported() {
        content = bench.dockerfile("FROM slipway-it/busybox:1\nRUN dd if=/dev/urandom of=/big bs=1M count=30\n")
                .noCache()
                .build();
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
