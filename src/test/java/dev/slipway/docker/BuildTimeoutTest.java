package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.BuildTimeoutException;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build that takes longer than it may is stopped, wherever it hangs. */
@Timeout(60)
class BuildTimeoutTest {

    private static final String SENTENCE = "Cannot build agent: it was stopped after PT2S, the longest that it may"
            + " take. Make the build faster or raise its <timeout>.";

    @TempDir
    private Path folder;

    @Test
    @Tag("docker")
    void commandThatHangsIsStoppedAndItsContainerGoes() throws Exception {
        try (Workbench bench = new Workbench(folder)) {
            bench.dockerfile("FROM slipway-it/busybox:1\nRUN sleep 600 # hanging-build\n")
                    .timeout(Duration.ofSeconds(2));
            assertThatThrownBy(bench::build)
                    .isInstanceOf(BuildTimeoutException.class)
                    .hasMessage(SENTENCE);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!bench.containers("hanging-build").isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(bench.containers("hanging-build")).isEmpty();
        }
    }

    @Test
    void daemonThatStopsTalkingIsHungUpOn() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (FakeDaemon daemon = FakeDaemon.start()
                .on(
                        "POST /build",
                        FakeDaemonAnswer.hangingStream(hungUp, "{\"stream\":\"Step 1/1 : FROM scratch\"}"))) {
            assertStopped(daemon);
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void daemonThatNeverBeginsToAnswerIsHungUpOn() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (FakeDaemon daemon = FakeDaemon.start().on("POST /build", FakeDaemonAnswer.silence(hungUp))) {
            assertStopped(daemon);
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void daemonThatDoesNotTakeTheContextIsHungUpOn() throws Exception {
        largeFile();
        CountDownLatch mayRead = new CountDownLatch(1);
        CountDownLatch cutShort = new CountDownLatch(1);
        FakeDaemonAnswer deaf = unread(mayRead, cutShort);
        try (FakeDaemon daemon = FakeDaemon.start().on("POST /build", deaf)) {
            assertStopped(daemon);
            mayRead.countDown();
            assertThat(cutShort.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void daemonAtASocketThatDoesNotTakeTheContextIsHungUpOn(@TempDir Path elsewhere) throws Exception {
        largeFile();
        CountDownLatch mayRead = new CountDownLatch(1);
        CountDownLatch cutShort = new CountDownLatch(1);
        FakeDaemonAnswer deaf = unread(mayRead, cutShort);
        try (FakeDaemon daemon =
                FakeDaemon.startAt(elsewhere.resolve("daemon.sock")).on("POST /build", deaf)) {
            assertStopped(daemon);
            mayRead.countDown();
            assertThat(cutShort.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void largeFile() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            file.setLength(100_000_000);
        }
    }

    /** Reads the body late; whether it is whole tells whether a daemon could take it for a context. */
    private static FakeDaemonAnswer unread(CountDownLatch mayRead, CountDownLatch cutShort) {
        return (request, in, out) -> {
            try {
                mayRead.await();
                FakeDaemonAnswer.json(200, "{}").answer(request, in, out);
            } catch (java.io.IOException e) {
                cutShort.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void assertStopped(FakeDaemon daemon) {
        try (Workbench bench = new Workbench(folder, daemon.endpoint())) {
            bench.dockerfile("FROM scratch\nCOPY . /\n").timeout(Duration.ofSeconds(2));
            assertThatThrownBy(bench::build)
                    .isInstanceOf(BuildTimeoutException.class)
                    .hasMessage(SENTENCE);
        }
    }
}
