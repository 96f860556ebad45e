package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.registry.Credential;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import dev.slipway.testing.RecordingLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to a push that a local registry does not cause: those of ECR, of Podman, and broken ones. */
@Timeout(30)
class PushAnswersTest {

    private static final String NAME = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fleet/agent";
    private static final ImageReference REFERENCE = ImageReference.parse(NAME + ":1.0");
    private static final String DIGEST = "sha256:" + "d".repeat(64);

    private FakeDaemon daemon;
    private DaemonPublisher publisher;

    @BeforeEach
    void open() {
        daemon = FakeDaemon.start()
                .on("POST /images/" + FakeDaemon.IMAGE_ID + "/tag", FakeDaemonAnswer.json(201, ""))
                .on("DELETE /images/" + REFERENCE, FakeDaemonAnswer.json(200, "[]"));
        publisher = new DaemonPublisher(new DaemonConnection(daemon.endpoint()), new RecordingLog());
    }

    @AfterEach
    void close() {
        publisher.close();
        daemon.close();
    }

    private Digest push(FakeDaemonAnswer answer) {
        daemon.on("POST /images/" + NAME + "/push", answer);
        ImageContent content = new ImageContent(
                Digest.parse(FakeDaemon.IMAGE_ID), List.of(), 0, List.of(), new ImageStore.InDaemon(daemon.uri()));
        return publisher.push(
                content, REFERENCE, Optional.of(Credential.of("AWS", "t0ken", "Amazon ECR")), Duration.ofSeconds(20));
    }

    private AbstractThrowableAssert<?, ?> refusal(String message) {
        String item = "{\"errorDetail\":{\"message\":\"" + message + "\"},\"error\":\"" + message + "\"}";
        return assertThatThrownBy(() -> push(FakeDaemonAnswer.stream("{\"status\":\"Preparing\",\"id\":\"a\"}", item)))
                .isInstanceOf(RegistryException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name unknown: The repository with name 'fleet/agent' does not exist in the registry with id '123456789012' | Create the repository, or let <createRepositories> do it on ECR.
            tag invalid: The image tag '1.0' already exists in the 'fleet/agent' repository and cannot be overwritten because the repository is immutable. | Use another version, or make the repository's tags mutable.
            denied: Your authorization token has expired. Reauthenticate and try again. | Push again; if the login comes from docker login, log in anew first.
            denied: User: arn:aws:iam::123456789012:user/x is not authorized to perform: ecr:PutImage | Check that the login from Amazon ECR may push to this repository.
            toomanyrequests: Rate exceeded | Wait a while and push again.
            EOF | Look at the registry's state and try again.
            """)
    void refusalOfEcrSaysWhatToDo(String message, String remedy) {
        String clause = message.replaceFirst("\\.$", "");
        refusal(message).hasMessage("Cannot push " + REFERENCE + ": " + clause + ". " + remedy);
    }

    @Test
    void digestComesFromTheStatusWhereThereIsNothingElse() {
        assertThat(push(FakeDaemonAnswer.stream("{\"status\":\"1.0: digest: " + DIGEST + " size: 528\"}")))
                .isEqualTo(Digest.parse(DIGEST));
    }

    @Test
    void digestComesFromTheDetailWhereThereIsOne() {
        String item = "{\"progressDetail\":{},\"aux\":{\"Tag\":\"1.0\",\"Digest\":\"" + DIGEST + "\",\"Size\":528}}";
        assertThat(push(FakeDaemonAnswer.stream(item))).isEqualTo(Digest.parse(DIGEST));
    }

    @Test
    void errorAfterTheDigestIsAFailure() {
        assertThatThrownBy(() -> push(FakeDaemonAnswer.stream(
                        "{\"status\":\"1.0: digest: " + DIGEST + " size: 528\"}", "{\"error\":\"oh dear\"}")))
                .hasMessageStartingWith("Cannot push " + REFERENCE + ": oh dear. ");
    }

    @Test
    void answerWithoutADigestIsAFailure() {
        assertThatThrownBy(() -> push(FakeDaemonAnswer.stream("{\"status\":\"Pushed\",\"id\":\"a\"}")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the engine ended its answer without naming a digest");
    }

    @Test
    void connectionThatBreaksIsNotBlamedOnTheRegistry() {
        assertThatThrownBy(() -> push(FakeDaemonAnswer.brokenStream("{\"status\":\"Preparing\",\"id\":\"a\"}")))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "Cannot push " + REFERENCE + ": the connection to the engine at " + daemon.endpoint());
    }

    @Test
    void refusalBeforeTheStreamIsRepeated() {
        assertThatThrownBy(() -> push(FakeDaemonAnswer.json(500, "{\"message\":\"the store is locked\"}")))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + REFERENCE
                        + ": the store is locked. Look at the registry's state and try again.");
    }

    @Test
    void passwordInARefusalIsMasked() {
        refusal("Get https://carol:s3cret@registry/v2/: x509: unknown authority")
                .hasMessageNotContaining("s3cret");
    }
}
