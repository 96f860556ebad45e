package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults between a real engine and a real registry: whatever the engine makes of them, the image must get there. */
@Tag("engine")
@Timeout(90)
class PushFaultsTest {

    private static final String MANIFEST = "PUT /v2/team/agent/manifests/";
    private static final String BLOBS = " /v2/team/agent/blobs/uploads/";
    private static final String EXPIRED = """
            {"errors":[{"code":"DENIED",\
            "message":"Your authorization token has expired. Reauthenticate and try again."}]}""";

    @TempDir
    private Path folder;

    private Workbench bench;
    private DaemonPublisher publisher;
    private ImageContent content;
    private RegistryProcess registry;
    private RegistryGate gate;
    private ImageReference reference;

    @BeforeEach
    void open() {
        bench = new Workbench(folder)
                .dockerfile("FROM slipway-it/busybox:1\nCOPY file /file\n")
                .file("file", UUID.randomUUID().toString());
        publisher = new DaemonPublisher(
                bench.connection(),
                new DaemonPush.Patience(Duration.ofMinutes(1), new Backoff(3, Duration.ofMillis(50))),
                new Turns(),
                bench.log());
        content = bench.build();
        registry = RegistryProcess.start();
        gate = RegistryGate.before(registry);
        reference = ImageReference.parse(gate.host() + "/team/agent:1.0");
    }

    @AfterEach
    void close() {
        gate.close();
        registry.close();
        bench.close();
    }

    private Digest push(Login login) {
        return publisher.push(content, new Delivery(PlainRepository.of(reference), reference, login));
    }

    /** Some engines get over it by themselves; one retry of ours is enough for the others. */
    private void arrives(Login login) {
        Digest digest = push(login);
        Manifest manifest =
                PlainRepository.of(reference).manifest(reference.tag()).orElseThrow();
        assertThat(manifest.digest()).isEqualTo(digest);
        assertThat(manifest.isOf(content.id())).isTrue();
        assertThat(bench.log().events("again ")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void manifestThatMeetsAnErrorOfTheRegistryArrives() {
        gate.failingOnce(MANIFEST, 500, "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"unknown error\"}]}");
        arrives(Login.anonymous());
    }

    @Test
    void manifestThatMeetsABadGatewayArrives() {
        gate.failingOnce(MANIFEST, 502, "<html>Bad Gateway</html>");
        arrives(Login.anonymous());
    }

    @Test
    void manifestWhoseAnswerIsLostIsPutOnceAndArrives() {
        gate.losingAnswerOnce(MANIFEST);
        arrives(Login.anonymous());
        assertThat(bench.log().events("again ")).isEmpty();
    }

    @Test
    void manifestWhoseConnectionIsResetArrives() {
        gate.resettingOnce(MANIFEST);
        arrives(Login.anonymous());
    }

    @Test
    void imageThatIsSlowedDownArrives() {
        String slower = "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"Rate exceeded\"}]}";
        gate.failingOnce("POST" + BLOBS, 429, slower).failingOnce(MANIFEST, 429, slower);
        Digest digest = push(Login.anonymous());
        assertThat(PlainRepository.of(reference).digestOf(reference.tag())).contains(digest);
        assertThat(bench.log().events("again ")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void layerWhoseConnectionIsResetArrives() {
        gate.resettingOnce("PUT" + BLOBS);
        arrives(Login.anonymous());
    }

    @Test
    void layerWhoseUploadTheRegistryForgetsArrives() {
        gate.failingOnce(
                "PUT" + BLOBS,
                404,
                "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\",\"message\":\"blob upload unknown to registry\"}]}");
        arrives(Login.anonymous());
    }

    @Test
    void loginThatExpiresBeforeTheManifestIsRenewed() {
        gate.failingOnce(MANIFEST, 403, EXPIRED);
        ChangingLogin login =
                ChangingLogin.of(Credential.of("AWS", "0ld", "Amazon ECR"), Credential.of("AWS", "n3w", "Amazon ECR"));
        arrives(login);
        assertThat(login.refused()).hasSize(1);
    }

    @Test
    void loginThatTheRegistryForgetsForAMomentIsShownAgain() {
        gate.failingOnce(
                MANIFEST, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}");
        arrives(Login.of(Optional.of(Credential.of("AWS", "t0ken", "Amazon ECR"))));
    }

    @Test
    void registryThatIsFullIsASentenceAfterAllRetries() {
        gate.failing(MANIFEST, 500, """
                {"errors":[{"code":"UNKNOWN","message":"unknown error",\
                "detail":{"Op":"write","Path":"/var/lib/registry/x","Err":28}}]}""");
        assertThatThrownBy(() -> push(Login.anonymous()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot push " + reference + ": ")
                .hasMessageEndingWith(" (4 attempts). Look at the registry's state and try again.");
        assertThat(bench.log().events("again ")).hasSize(3);
    }

    @Test
    void tagThatMayNotBeMovedFailsAtOnce() {
        gate.failing(MANIFEST, 400, """
                {"errors":[{"code":"TAG_INVALID","message":"The image tag '1.0' already exists in the 'team/agent'\
                 repository and cannot be overwritten because the repository is immutable."}]}""");
        assertThatThrownBy(() -> push(Login.anonymous()))
                .hasMessageContaining("immutable")
                .hasMessageEndingWith("Use another version, or make the repository's tags mutable.");
        assertThat(bench.log().events("again ")).isEmpty();
    }

    @Test
    void tagThatMayNotBeMovedAndNamesTheImageAlreadyIsASuccess() {
        Digest digest = push(Login.anonymous());
        gate.failing(MANIFEST, 400, """
                {"errors":[{"code":"TAG_INVALID","message":"The image tag '1.0' already exists in the 'team/agent'\
                 repository and cannot be overwritten because the repository is immutable."}]}""");
        assertThat(push(Login.anonymous())).isEqualTo(digest);
    }
}
