package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to a push that a local registry does not cause: those of ECR, of all kinds of engines, and broken ones. */
@Timeout(30)
class PushAnswersTest {

    private static final String DIGEST = PushBench.DIGEST;
    private static final String OTHER = "sha256:" + "e".repeat(64);

    private PushBench bench;

    @BeforeEach
    void open() {
        bench = new PushBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name unknown: The repository with name 'fleet/agent' does not exist in the registry with id '123456789012' | Create the repository, or let <createRepositories> do it on ECR.
            error from registry: The repository with name 'x' does not exist in the registry with id '1' | Create the repository, or let <createRepositories> do it on ECR.
            tag invalid: The image tag '1.0' already exists in the 'fleet/agent' repository and cannot be overwritten because the repository is immutable. | Use another version, or make the repository's tags mutable.
            error from registry: The image tag '1.0' already exists in the 'x' repository and cannot be overwritten because the repository is immutable | Use another version, or make the repository's tags mutable.
            denied: Your authorization token has expired. Reauthenticate and try again. | Push again; if the login comes from docker login, log in anew first.
            unauthorized: authentication required | Check user name and password of Amazon ECR.
            denied: User: arn:aws:iam::123456789012:user/x is not authorized to perform: ecr:PutImage | Check that the login from Amazon ECR may push to this repository.
            error from registry: User: arn:x is not authorized to perform: ecr:PutImage | Check that the login from Amazon ECR may push to this repository.
            writing blob: initiating layer upload to /v2/fleet/agent/blobs/uploads/ in x: denied: quota | Check that the login from Amazon ECR may push to this repository.
            error from registry: adding 2 MiB of storage resource, which will exceed the configured upper limit | Make room in the registry, then push again.
            error from registry: write /var/lib/registry/x: no space left on device | Make room in the registry, then push again.
            received unexpected HTTP status: 507 Insufficient Storage | Make room in the registry, then push again.
            manifest invalid | Look at the registry's state and try again.
            unsupported | Look at the registry's state and try again.
            Get https://r/v2/: x509: certificate signed by unknown authority | Look at the registry's state and try again.
            """)
    void whatWillNotPassFailsAtOnceAndSaysWhatToDo(String message, String remedy) {
        String clause = message.replaceFirst("\\.$", "");
        bench.answers(PushBench.refusal(message));
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + PushBench.REFERENCE + ": " + clause + ". " + remedy);
        assertThat(bench.shownLogins()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EOF",
                "unexpected EOF",
                "Put \\\"http://r/v2/fleet/agent/blobs/uploads/1?_state=x\\\": EOF",
                "read tcp 10.0.0.1:5->10.0.0.2:443: read: connection reset by peer",
                "write: broken pipe",
                "Get https://r/v2/: dial tcp 10.0.0.1:443: connect: connection refused",
                "net/http: TLS handshake timeout",
                "dial tcp 10.0.0.1:443: i/o timeout",
                "net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
                "lookup r on 10.0.0.2:53: server misbehaving",
                "received unexpected HTTP status: 500 Internal Server Error",
                "error parsing HTTP 503 response body: unexpected end of JSON input: \\\"\\\"",
                "error parsing HTTP 429 response body: invalid character 'T'",
                "unknown: failed commit: unexpected status from PUT request to http://r/v2/a/manifests/1: 502 Bad Gateway",
                "error from registry: unknown\\nunknown",
                "writing manifest: uploading manifest 1.0 to r/x: StatusCode: 503, \\\"\\\"",
                "toomanyrequests: Rate exceeded",
                "error from registry: Rate exceeded",
                "blob upload unknown",
                "error from registry: blob upload unknown to registry",
                "unknown blob",
                "manifest blob unknown",
                "An image does not exist locally with the tag: r/fleet/agent",
                "tag does not exist: r/fleet/agent:1.0"
            })
    void whatMayPassIsTriedAgainWithOneLine(String message) {
        FakeDaemonAnswer second = bench.whenAsked(() -> bench.showing(DIGEST), PushBench.success());
        bench.answers(PushBench.refusal(message), second);
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.shownLogins()).hasSize(2);
        assertThat(bench.log().events("again ")).hasSize(1);
        assertThat(bench.log().events("again ").get(0))
                .startsWith("again Cannot push " + PushBench.REFERENCE + ": ")
                .doesNotContain("_state");
    }

    @Test
    void wordsInTheNameOfAnImageMeanNothing() {
        bench.answers(PushBench.refusal("uploading manifest 1.0 to " + PushBench.REFERENCE.withoutTag()
                + ": unsupported at https://r/v2/eof/unauthorized: no"));
        assertThatThrownBy(bench::push).hasMessageContaining("unsupported");
        assertThat(bench.shownLogins()).hasSize(1);
    }

    @Test
    void whatDoesNotPassFailsAfterAsManyRetriesAsThereMayBe() {
        bench.answers(PushBench.refusal("received unexpected HTTP status: 503 Service Unavailable"));
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + PushBench.REFERENCE + ": received unexpected HTTP status: 503 Service"
                        + " Unavailable (3 attempts). Look at the registry's state and try again.");
        assertThat(bench.shownLogins()).hasSize(3);
        assertThat(bench.log().events("again ")).hasSize(2);
    }

    @Test
    void digestComesFromTheStatusWhereThereIsNothingElse() {
        bench.showing(DIGEST)
                .answers(FakeDaemonAnswer.stream("{\"status\":\"1.0: digest: " + DIGEST + " size: 528\"}"));
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
    }

    @Test
    void digestComesFromTheDetailWhereThereIsOne() {
        bench.showing(DIGEST)
                .answers(FakeDaemonAnswer.stream("{\"progressDetail\":{},\"aux\":{\"Tag\":\"1.0\",\"Digest\":\""
                        + DIGEST + "\",\"Size\":528}}"));
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.registry().requests()).containsExactly("HEAD /v2/fleet/agent/manifests/1.0");
    }

    @Test
    void digestOfTheRegistryWinsWhereTheStoreTellsAnother() {
        bench.showing(OTHER).answers(PushBench.success());
        assertThat(bench.push()).isEqualTo(Digest.parse(OTHER));
    }

    @Test
    void tagThatAnotherPushHasMovedIsSaid() {
        bench.registry().show("fleet/agent:1.0", OTHER, OTHER);
        bench.answers(PushBench.success());
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + PushBench.REFERENCE + ": another push has moved the tag to " + OTHER
                        + " meanwhile. See that no two runs push the same tag at once, and push again.");
    }

    @Test
    void nameThatAnotherProcessHasGivenToItsImageMeanwhileIsNotTakenForOurs() {
        bench.registry().show("fleet/agent:1.0", DIGEST, OTHER);
        bench.named(OTHER).answers(PushBench.success());
        assertThatThrownBy(bench::push).hasMessageContaining("another push has moved the tag to " + DIGEST);
    }

    @Test
    void tagThatTheRegistryDoesNotShowYetIsPushedAgain() {
        bench.answers(PushBench.success(), bench.whenAsked(() -> bench.showing(DIGEST), PushBench.success()));
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.log().events("again "))
                .containsExactly("again Cannot push " + PushBench.REFERENCE
                        + ": the registry does not show the tag that it took");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Put \\\"http://r/v2/fleet/agent/manifests/1.0\\\": EOF",
                "failed commit on ref \\\"manifest-sha256:1\\\": read: connection reset by peer",
                "tag invalid: the repository is immutable"
            })
    void imageThatIsThereThoughTheEngineSaysNoIsNotPushedAgain(String message) {
        bench.showing(DIGEST).answers(PushBench.refusal(message));
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.shownLogins()).hasSize(1);
        assertThat(bench.log().events("again ")).isEmpty();
    }

    @Test
    void otherImageUnderTheTagIsNoSuccess() {
        bench.registry().show("fleet/agent:1.0", OTHER, OTHER);
        bench.answers(PushBench.refusal("tag invalid: the repository is immutable"));
        assertThatThrownBy(bench::push).hasMessageContaining("immutable");
    }

    @Test
    void errorAfterTheDigestIsAFailure() {
        bench.answers(FakeDaemonAnswer.stream(
                "{\"status\":\"1.0: digest: " + DIGEST + " size: 528\"}", "{\"error\":\"oh dear\"}"));
        assertThatThrownBy(bench::push).hasMessageStartingWith("Cannot push " + PushBench.REFERENCE + ": oh dear. ");
    }

    @Test
    void answerWithoutADigestIsAFailure() {
        bench.answers(FakeDaemonAnswer.stream("{\"status\":\"Pushed\",\"id\":\"a\"}"));
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the engine ended its answer without naming a digest");
    }

    @Test
    void connectionThatBreaksIsNotBlamedOnTheRegistry() {
        bench.answers(FakeDaemonAnswer.brokenStream("{\"status\":\"Preparing\",\"id\":\"a\"}"));
        assertThatThrownBy(bench::push)
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("Cannot push " + PushBench.REFERENCE + ": the connection to the engine at "
                        + bench.daemon().endpoint());
    }

    @Test
    void refusalBeforeTheStreamIsSaid() {
        bench.answers(FakeDaemonAnswer.json(500, "{\"message\":\"the store is locked\"}"));
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + PushBench.REFERENCE
                        + ": the store is locked. Look at the registry's state and try again.");
    }

    @Test
    void refusalInTheStreamOfAnErrorIsReadAsPodmanSendsIt() {
        FakeDaemonAnswer podman = FakeDaemonAnswer.json(500, """
                {"status":"The push refers to repository [r/fleet/agent:1.0]"}
                {"errorDetail":{"message":"writing blob: uploading layer to https://r/v2/fleet/agent/blobs/uploads/1?_state=%s\
                &digest=sha256: unauthorized"},"error":"writing blob"}
                """.formatted("s".repeat(700)));
        bench.showing(DIGEST).answers(podman, PushBench.success());
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.log().events("again "))
                .containsExactly("again Cannot push " + PushBench.REFERENCE + ": writing blob: uploading layer to"
                        + " https://r/v2/fleet/agent/blobs/uploads/1: unauthorized");
    }

    @Test
    void nameThatPodmanDoesNotFindIsGivenAgain() {
        bench.showing(DIGEST)
                .answers(
                        FakeDaemonAnswer.json(404, "{\"message\":\"failed to find image r/x:1: image not known\"}"),
                        PushBench.success());
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.calls("POST /images/" + FakeDaemon.IMAGE_ID + "/tag")).hasSize(2);
    }

    @Test
    void engineThatHangsIsLeft() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        bench.timeout(Duration.ofSeconds(1))
                .answers(FakeDaemonAnswer.hangingStream(hungUp, "{\"status\":\"Pushing\",\"id\":\"a\"}"));
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + PushBench.REFERENCE + ": it was stopped after PT1S without any progress."
                        + " Look at the network and at the engine, or raise <timeout> in <push>.");
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.shownLogins()).hasSize(1);
    }

    @Test
    void engineThatTellsTheSameAgainAndAgainHangs() {
        FakeDaemonAnswer same = PushBench.slowly(60, Duration.ofMillis(100), item -> 7, PushBench.success());
        bench.timeout(Duration.ofSeconds(1)).answers(same);
        assertThatThrownBy(bench::push).hasMessageContaining("it was stopped after PT1S without any progress");
    }

    @Test
    void engineThatHangsFromTheBeginningIsLeft() {
        bench.timeout(Duration.ofSeconds(1)).answers(FakeDaemonAnswer.silence(new CountDownLatch(1)));
        assertThatThrownBy(bench::push).hasMessageContaining("it was stopped after PT1S without any progress");
    }

    @Test
    void pushThatMovesOnMayTakeLongerThanTheTimeout() {
        bench.timeout(Duration.ofSeconds(2))
                .showing(DIGEST)
                .answers(PushBench.slowly(12, Duration.ofMillis(250), item -> item, PushBench.success()));
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.log().events("progress ")).hasSize(12);
    }

    @Test
    void nameThatCannotBeTakenAwayIsAWarning() {
        bench.showing(DIGEST).answers(PushBench.success());
        bench.daemon()
                .on("DELETE /images/" + PushBench.REFERENCE, FakeDaemonAnswer.json(500, "{\"message\":\"busy\"}"));
        assertThat(bench.push()).isEqualTo(Digest.parse(DIGEST));
        assertThat(bench.log().events("warning: "))
                .containsExactly("warning: Cannot remove the tag " + PushBench.REFERENCE
                        + ": busy. Look into the engine's own log, then try again.");
    }

    @Test
    void passwordInARefusalIsMasked() {
        bench.answers(
                PushBench.refusal("Get https://carol:s3cret@registry/v2/: EOF"),
                PushBench.refusal("Get https://carol:s3cret@registry/v2/: x509: unknown authority"));
        assertThatThrownBy(bench::push).hasMessageNotContaining("s3cret");
        assertThat(bench.log().events("again ")).hasSize(1);
        assertThat(String.join("\n", bench.log().events())).doesNotContain("s3cret");
    }
}
