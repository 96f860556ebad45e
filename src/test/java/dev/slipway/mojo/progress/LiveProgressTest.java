package dev.slipway.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.log.BuildWarning;
import dev.slipway.log.StepEnd;
import dev.slipway.log.StepEnd.Outcome;
import dev.slipway.log.StepLog;
import dev.slipway.log.Transfer;
import dev.slipway.testing.FakeTerminal;
import dev.slipway.testing.RecordingMavenLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private final FakeTerminal terminal = new FakeTerminal();
    private final RecordingMavenLog log = terminal.log();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final TestTicker ticker = new TestTicker();
    private final LiveProgress view = new LiveProgress(log, new Screen(terminal, 40), nanoTime::get, ticker);

    private static final class TestTicker implements Ticker {

        private boolean runs;
        private Runnable tick = () -> {};
        private Runnable shutdown = () -> {};

        @Override
        public void start(Runnable newTick, Runnable onShutdown) {
            tick = newTick;
            shutdown = onShutdown;
            runs = true;
        }

        @Override
        public void stop() {
            runs = false;
        }
    }

    private static StepEnd end(Outcome outcome, long millis) {
        return new StepEnd(outcome, Duration.ofMillis(millis), "");
    }

    private List<String> screenAfter(long millis) {
        nanoTime.addAndGet(Duration.ofMillis(millis).toNanos());
        ticker.tick.run();
        return terminal.screen();
    }

    @Test
    void stepsThatRunStandBelowThoseThatHaveEnded() {
        StepLog agent = view.steps("agent");
        StepLog scout = view.steps("scout");
        agent.began("a", "[internal] load build context");
        scout.began("a", "[2/3] RUN make");
        agent.transferred("a", new Transfer("transferring context:", 12_300_000, 0, Duration.ofMillis(400), false));
        scout.output("a", "gcc -c main.c", Duration.ZERO);

        assertThat(screenAfter(1500))
                .containsExactly(
                        row("agent #1 [internal] load build ...", "1.5s"),
                        "    transferring context: 12.3 MB 0.4s",
                        row("scout #1 [2/3] RUN make", "1.5s"),
                        "    gcc -c main.c");

        agent.ended("a", end(Outcome.DONE, 1600));
        agent.began("b", "[1/2] WORKDIR /src");
        agent.ended("b", end(Outcome.CACHED, 0));
        assertThat(terminal.screen())
                .containsExactly(
                        "INFO agent #1 DONE 1.6s [internal] load build context",
                        "INFO agent #2 CACHED [1/2] WORKDIR /src");
        assertThat(screenAfter(500))
                .containsExactly(
                        "INFO agent #1 DONE 1.6s [internal] load build context",
                        "INFO agent #2 CACHED [1/2] WORKDIR /src",
                        row("scout #1 [2/3] RUN make", "2.0s"),
                        "    gcc -c main.c");

        agent.close();
        scout.ended("a", end(Outcome.DONE, 2000));
        scout.close();
        assertThat(screenAfter(0)).hasSize(3).last().isEqualTo("INFO scout #1 DONE 2.0s [2/3] RUN make");
        assertThat(ticker.runs).isFalse();
    }

    private static String row(String heading, String time) {
        return heading + " ".repeat(39 - heading.length() - time.length()) + time;
    }

    @Test
    void failureLeavesACleanScreen() {
        StepLog agent = view.steps("agent");
        agent.began("a", "[2/2] RUN make");
        agent.began("b", "[x 2/2] RUN sleep 9");
        agent.output("a", "make: *** Error 2", Duration.ZERO);
        screenAfter(100);
        agent.ended("a", new StepEnd(Outcome.FAILED, Duration.ofSeconds(1), "exit code: 2"));
        screenAfter(100);
        agent.close();
        log.error("Cannot build agent");

        assertThat(terminal.screen())
                .containsExactly("INFO agent #1 ERROR [2/2] RUN make: exit code: 2", "ERROR Cannot build agent");
    }

    @Test
    void endOfTheJvmLeavesACleanScreen() {
        StepLog agent = view.steps("agent");
        agent.began("a", "[2/2] RUN make");
        assertThat(screenAfter(100)).hasSize(1);
        ticker.shutdown.run();

        assertThat(screenAfter(100)).isEmpty();
    }

    @Test
    void otherLinesStandAboveTheStepsThatRun() {
        StepLog agent = view.steps("agent");
        agent.began("a", "[2/2] RUN make");
        screenAfter(100);
        view.aside(() -> log.info("Building scout"));
        agent.warning(new BuildWarning("Beware.", "", ""));

        assertThat(screenAfter(0))
                .containsExactly("INFO Building scout", "WARN agent: Beware.", row("agent #1 [2/2] RUN make", "0.1s"));
    }

    @Test
    void floodOfOutputIsNotPainted() {
        StepLog agent = view.steps("agent");
        agent.began("a", "[2/2] RUN make");
        IntStream.range(0, 100_000).forEach(line -> agent.output("a", "line " + line + "x".repeat(200), Duration.ZERO));

        assertThat(terminal.writes()).isZero();
        assertThat(screenAfter(0)).hasSize(5).last().isEqualTo("    line 99999" + "x".repeat(22) + "...");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void screenNeverGrowsBeyondTwelveRows() {
        StepLog agent = view.steps("agent");
        IntStream.range(0, 30).forEach(step -> {
            agent.began("s" + step, "[s" + step + " 1/1] RUN x");
            agent.output("s" + step, "hello", Duration.ZERO);
        });
        List<String> screen = screenAfter(0);

        assertThat(screen).hasSize(12).last().isEqualTo("and 19 more steps");
    }

    @Test
    void wideLettersNeverReachTheLastColumn() {
        StepLog agent = view.steps("agent");
        agent.began("a", "[2/2] RUN echo " + "船".repeat(40));

        assertThat(screenAfter(0)).containsExactly("agent #1 [2/2] RUN echo 船船船...  0.0s");
    }

    @Test
    void stepThatGoesOnCountsItsEarlierTime() {
        StepLog agent = view.steps("agent");
        agent.began("a", "[2/2] COPY . /src");
        agent.ended("a", end(Outcome.DONE, 1000));
        agent.began("a", "[2/2] COPY . /src");

        assertThat(screenAfter(500)).last().isEqualTo(row("agent #1 [2/2] COPY . /src", "1.5s"));
        agent.ended("a", end(Outcome.DONE, 1010));
        assertThat(screenAfter(0)).containsExactly("INFO agent #1 DONE 1.0s [2/2] COPY . /src");
    }

    @Test
    void severalThreadsCanTellAtOnce() {
        List<StepLog> logs = Stream.of("a", "b", "c", "d").map(view::steps).toList();
        logs.parallelStream().forEach(steps -> {
            for (int step = 0; step < 500; step++) {
                steps.began("s" + step, "step " + step);
                steps.output("s" + step, "line", Duration.ZERO);
                view.repaint();
                steps.ended("s" + step, end(Outcome.DONE, 1));
            }
            steps.close();
        });

        assertThat(terminal.screen()).hasSize(2000).allMatch(line -> line.startsWith("INFO "));
    }
}
