package dev.slipway.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.log.BuildWarning;
import dev.slipway.log.StepEnd;
import dev.slipway.log.StepEnd.Outcome;
import dev.slipway.log.StepLog;
import dev.slipway.log.Transfer;
import dev.slipway.testing.RecordingMavenLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlainProgressTest {

    private final RecordingMavenLog lines = new RecordingMavenLog();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final ProgressView view = new PlainProgress(lines, nanoTime::get);
    private final StepLog agent = view.steps("agent");

    private static StepEnd end(Outcome outcome, long millis) {
        return new StepEnd(outcome, Duration.ofMillis(millis), "");
    }

    private void afterSeconds(long seconds) {
        nanoTime.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void buildReadsAsDockersOwnClientWritesIt() {
        agent.began("a", "[internal] load build context");
        agent.transferred("a", new Transfer("transferring context:", 1_000_000, 0, Duration.ofMillis(200), false));
        agent.transferred("a", new Transfer("transferring context:", 12_300_000, 0, Duration.ofMillis(400), true));
        agent.transferred("a", new Transfer("transferring context:", 12_300_000, 0, Duration.ofMillis(400), true));
        agent.ended("a", end(Outcome.DONE, 420));
        agent.began("b", "[builder 2/5] WORKDIR /src");
        agent.ended("b", end(Outcome.CACHED, 0));
        agent.began("c", "[builder 3/5] RUN make");
        agent.output("c", "gcc -c main.c", Duration.ofMillis(512));
        agent.output("c", "", Duration.ofSeconds(2));
        agent.ended("c", new StepEnd(Outcome.FAILED, Duration.ofSeconds(2), "exit code: 2"));
        agent.began("d", "[builder 4/5] RUN sleep 9");
        agent.ended("d", end(Outcome.CANCELED, 10));
        agent.close();

        assertThat(lines.lines())
                .containsExactly(
                        "INFO agent #1 [internal] load build context",
                        "INFO agent #1 transferring context: 12.3 MB 0.4s done",
                        "INFO agent #1 DONE 0.4s",
                        "INFO agent #2 [builder 2/5] WORKDIR /src",
                        "INFO agent #2 CACHED",
                        "INFO agent #3 [builder 3/5] RUN make",
                        "INFO agent #3 0.512 gcc -c main.c",
                        "INFO agent #3 2.000",
                        "INFO agent #3 ERROR: exit code: 2",
                        "INFO agent #4 [builder 4/5] RUN sleep 9",
                        "INFO agent #4 CANCELED");
    }

    @Test
    void imagesSideBySideHaveNumbersOfTheirOwn() {
        StepLog scout = view.steps("scout");
        agent.began("a", "[1/2] FROM debian:12");
        scout.began("a", "[1/2] FROM debian:12");
        scout.began("b", "[2/2] RUN make");
        agent.output("a", "one", Duration.ZERO);
        scout.output("b", "two", Duration.ZERO);

        assertThat(lines.lines())
                .containsExactly(
                        "INFO agent #1 [1/2] FROM debian:12",
                        "INFO scout #1 [1/2] FROM debian:12",
                        "INFO scout #2 [2/2] RUN make",
                        "INFO agent #1 0.000 one",
                        "INFO scout #2 0.000 two");
    }

    @Test
    void interruptedStepIsNamedAgainOnlyAfterAWhile() {
        agent.began("a", "[a 1/1] RUN one");
        agent.began("b", "[b 1/1] RUN two");
        agent.output("a", "1", Duration.ZERO);
        agent.output("b", "2", Duration.ZERO);
        afterSeconds(5);
        agent.output("b", "3", Duration.ofSeconds(5));
        agent.output("a", "4", Duration.ofSeconds(5));
        agent.output("b", "5", Duration.ofSeconds(5));
        agent.output("a", "6", Duration.ofSeconds(5));

        assertThat(lines.lines().subList(2, lines.lines().size()))
                .containsExactly(
                        "INFO agent #1 0.000 1",
                        "INFO agent #2 0.000 2",
                        "INFO agent #2 5.000 3",
                        "INFO agent #1 [a 1/1] RUN one",
                        "INFO agent #1 5.000 4",
                        "INFO agent #2 [b 1/1] RUN two",
                        "INFO agent #2 5.000 5",
                        "INFO agent #1 5.000 6");
    }

    @Test
    void longTransferIsToldEveryFiveSeconds() {
        agent.began("a", "[1/2] FROM debian:12");
        for (int second = 1; second <= 11; second++) {
            agent.transferred(
                    "a",
                    new Transfer("sha256:5d20", second * 1_000_000L, 20_000_000, Duration.ofSeconds(second), false));
            afterSeconds(1);
        }

        assertThat(lines.lines())
                .containsExactly(
                        "INFO agent #1 [1/2] FROM debian:12",
                        "INFO agent #1 sha256:5d20 6.0 MB / 20.0 MB 6.0s",
                        "INFO agent #1 sha256:5d20 11.0 MB / 20.0 MB 11.0s");
    }

    @Test
    void stepThatEndsAgainIsToldOnlyWhereItMadeADifference() {
        agent.began("a", "[2/2] COPY . /src");
        agent.ended("a", end(Outcome.DONE, 10));
        agent.began("a", "[2/2] COPY . /src");
        agent.ended("a", end(Outcome.DONE, 20));
        agent.began("a", "[2/2] COPY . /src");
        agent.ended("a", end(Outcome.DONE, 1500));
        agent.began("a", "[2/2] COPY . /src");
        agent.ended("a", end(Outcome.CACHED, 1500));

        assertThat(lines.lines())
                .containsExactly(
                        "INFO agent #1 [2/2] COPY . /src",
                        "INFO agent #1 DONE 0.0s",
                        "INFO agent #1 DONE 1.5s",
                        "INFO agent #1 CACHED");
    }

    @Test
    void adviceIsAWarningOfMaven() {
        agent.warning(new BuildWarning("JSON arguments recommended for CMD", "Dockerfile.agent:12", "https://x/y/"));
        agent.warning(new BuildWarning("No place.", "", ""));

        assertThat(lines.lines())
                .containsExactly(
                        "WARN agent: Dockerfile.agent:12: JSON arguments recommended for CMD (https://x/y/)",
                        "WARN agent: No place.");
    }
}
