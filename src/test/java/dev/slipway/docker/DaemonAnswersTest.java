package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.BuildFailedException;
import dev.slipway.engine.EngineException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import dev.slipway.testing.FakeDaemonRequest;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers to a build that this machine's engine does not give: Podman's, those of other versions, and broken ones. */
@Timeout(30)
class DaemonAnswersTest {

    private static final String ID = "555555555555";
    private static final String CORRECT = "\n  Correct the Dockerfile or the files that it uses, then build again.";
    private static final String LOOK = "Look into the engine's own log, then build again.";

    @TempDir
    private Path folder;

    private FakeDaemon daemon;
    private Workbench bench;

    @BeforeEach
    void open() {
        daemon = FakeDaemon.start();
        bench = new Workbench(folder, daemon.endpoint()).dockerfile("""
                FROM base:1 AS one
                RUN first

                FROM base:1
                RUN second
                COPY a /a
                """);
    }

    @AfterEach
    void close() {
        bench.close();
        daemon.close();
    }

    private static String stream(String text) {
        return "{\"stream\":\"" + text + "\"}";
    }

    private static String error(String message) {
        return "{\"errorDetail\":{\"message\":\"" + message + "\"},\"error\":\"" + message + "\"}";
    }

    private AbstractThrowableAssert<?, ?> failureOf(String... items) {
        return failureOf(FakeDaemonAnswer.stream(items));
    }

    private AbstractThrowableAssert<?, ?> failureOf(FakeDaemonAnswer answer) {
        daemon.on("POST /build", answer);
        return assertThatThrownBy(bench::build);
    }

    @Test
    void stepsOfPodmanAreCountedPerStage() {
        failureOf(
                        stream("[1/2] STEP 1/2: FROM base:1 AS one\\n"),
                        stream("[1/2] STEP 2/2: RUN first\\n"),
                        stream("--> 3a1b2c3d4e5\\n"),
                        stream("[2/2] STEP 1/3: FROM base:1\\n"),
                        stream("[2/2] STEP 2/3: RUN second\\n"),
                        stream("oh dear\\n"),
                        error("building at STEP \\\"RUN second\\\": while running runtime: exit status 3"))
                .isInstanceOf(BuildFailedException.class)
                .hasMessage("""
                        Cannot build agent: Dockerfile:5: the command ended with exit code 3.
                          5 | RUN second
                          Its last output:
                          > oh dear""" + CORRECT);
    }

    @Test
    void errorThatOldPodmansSendWithoutDetailCountsToo() {
        failureOf(
                        stream("STEP 1/2: FROM base:1 AS one\\n"),
                        "{\"error\":\"initializing source docker://base:1: pinging container registry\"}")
                .hasMessageStartingWith("Cannot build agent: Dockerfile:1: the base image 'base:1' cannot be pulled: "
                        + "initializing source docker://base:1: pinging container registry.");
    }

    @Test
    void idsOfPodmanComeWithoutAnAlgorithm() {
        daemon.on(
                        "POST /build",
                        FakeDaemonAnswer.stream(
                                stream("COMMIT\\n"),
                                stream("--> " + ID + "\\n"),
                                stream("Successfully built " + ID + "\\n")))
                .on("GET /images/" + ID + "/json", FakeDaemonAnswer.json(200, """
                        {"Id":"%s","Os":"linux","Architecture":"arm64","Variant":"v8","Size":12}
                        """.formatted("5".repeat(64))));
        assertThat(bench.build().id().value()).isEqualTo(FakeDaemon.IMAGE_ID);
        assertThat(bench.build().platforms()).extracting(Object::toString).containsExactly("linux/arm64/v8");
    }

    @Test
    void otherPlatformThanAskedForIsAFailure() {
        daemon.on("POST /build", FakeDaemonAnswer.stream(stream("Successfully built " + ID + "\\n")))
                .holdingImage(ID);
        bench.platform("linux/arm64");
        assertThatThrownBy(bench::build)
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot build agent for linux/arm64: the engine made an image for linux/amd64. Use base"
                        + " images that exist for linux/arm64, or an engine that builds for it.");
    }

    @Test
    void connectionThatBreaksInTheMiddleIsNoVerdictOnTheDockerfile() {
        failureOf(FakeDaemonAnswer.brokenStream(stream("Step 1/5 : FROM base:1 AS one\\n")))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "Cannot build agent: the connection to the engine at " + daemon.endpoint() + " broke (")
                .hasMessageEndingWith("). Look whether the engine still runs and into its own log, then try again.");
    }

    @Test
    void connectionThatBreaksAfterTheIdIsNoSuccess() {
        failureOf(FakeDaemonAnswer.brokenStream(stream("Successfully built " + ID + "\\n")))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void answerThatEndsWithinAnItemIsBroken() {
        failureOf("{\"stream\":\"Step 1/5 : FROM base:1 AS one\"")
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("broke (its answer broke off)");
    }

    @Test
    void answerWithoutAnImageIsAFailure() {
        failureOf(stream("Step 1/5 : FROM base:1 AS one\\n"))
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot build agent: the engine ended its answer without naming an image. " + LOOK);
    }

    @Test
    void idThatACommandPrintsIsNotTheImages() {
        failureOf(
                        stream("Step 1/5 : FROM base:1 AS one\\n"),
                        stream("Step 2/5 : RUN first\\n"),
                        stream("Successfully built 0123456789ab\\n"),
                        stream("Step 3/5 : FROM base:1\\n"))
                .hasMessageContaining("without naming an image");
    }

    @Test
    void errorOfTheEngineIsNotBlamedOnTheDockerfile() {
        failureOf(FakeDaemonAnswer.json(500, "{\"message\":\"layer store is locked.\"}"))
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot build agent: layer store is locked. " + LOOK);
    }

    @Test
    void fullDiskIsNotBlamedOnTheDockerfile() {
        String remedy = "Make room where the engine keeps its images (docker system df shows what is there).";
        failureOf(
                        stream("Step 1/5 : FROM base:1 AS one\\n"),
                        error("write /var/lib/docker/tmp/x: no space left on device"))
                .isInstanceOf(EngineException.class)
                .hasMessage("Cannot build agent: write /var/lib/docker/tmp/x: no space left on device. " + remedy);
        failureOf(FakeDaemonAnswer.json(500, "{\"message\":\"Error processing tar file: no space left on device\"}"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no space left on device");
    }

    @Test
    void parseErrorOfEveryVersionHasItsPlace() {
        for (String words : new String[] {"dockerfile parse error line 5: ", "dockerfile parse error on line 5: "}) {
            failureOf(FakeDaemonAnswer.json(400, "{\"message\":\"" + words + "unknown instruction: A\\u003eB\"}"))
                    .isInstanceOf(BuildFailedException.class)
                    .hasMessage(
                            "Cannot build agent: Dockerfile:5: unknown instruction: A>B.\n  5 | RUN second" + CORRECT);
        }
    }

    @Test
    void refusalOfAnotherKindIsRepeatedAsItIs() {
        failureOf(FakeDaemonAnswer.json(400, "{\"message\":\"invalid reference format\"}"))
                .hasMessage("Cannot build agent: invalid reference format." + CORRECT);
    }

    @Test
    void pullProgressIsReportedByItsMilestonesAlone() {
        daemon.on(
                        "POST /build",
                        FakeDaemonAnswer.stream(
                                stream("Step 1/5 : FROM base:1 AS one\\n"),
                                "{\"status\":\"Pulling from base\",\"id\":\"1\"}",
                                "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":1,\"total\":2},\"id\":\"ab\"}",
                                "{\"status\":\"Status: Downloaded newer image for base:1\"}",
                                stream("Successfully built " + ID + "\\n")))
                .holdingImage(ID);
        bench.build();
        assertThat(bench.log().output())
                .containsExactly(
                        "Step 1/5 : FROM base:1 AS one",
                        "1: Pulling from base",
                        "Status: Downloaded newer image for base:1",
                        "Successfully built " + ID);
    }

    @Test
    void noPathNamesAnApiVersion() {
        daemon.on("POST /build", FakeDaemonAnswer.stream(stream("Successfully built " + ID + "\\n")))
                .holdingImage(ID);
        bench.build();
        bench.connection().describe();
        assertThat(daemon.requests())
                .extracting(FakeDaemonRequest::path)
                .containsExactly(
                        "/images/base:1/json", "/images/base:1/json", "/build", "/images/" + ID + "/json", "/version");
    }

    @Test
    void engineWhoseOldestApiIsTooNewForOthersIsNoProblem() {
        for (String version : new String[] {"1.24", "1.41", "1.44", "1.52"}) {
            daemon.on(
                    "GET /v" + version + "/version",
                    FakeDaemonAnswer.json(
                            400, "{\"message\":\"client version " + version + " is too old. Minimum is 1.53\"}"));
        }
        assertThat(bench.connection().describe()).startsWith("Docker 20.10.24");
    }

    @Test
    void credentialsTravelInAHeaderOnly() {
        daemon.on("POST /build", FakeDaemonAnswer.stream(stream("Successfully built " + ID + "\\n")))
                .holdingImage(ID);
        bench.dockerfile("FROM registry.example/base:1\n")
                .login("registry.example", "carol", "s3cret")
                .build();
        FakeDaemonRequest build = daemon.requests().stream()
                .filter(request -> request.path().equals("/build"))
                .findFirst()
                .orElseThrow();
        assertThat(build.headers()).containsKey("x-registry-config");
        assertThat(build.query().toString()).doesNotContain("s3cret", "carol");
    }
}
