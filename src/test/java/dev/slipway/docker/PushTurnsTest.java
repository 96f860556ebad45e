package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.FakeDaemonAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pushes that use the same name in an engine's store. */
@Timeout(30)
class PushTurnsTest {

    @Test
    void secondPushWithAReferenceWaitsUntilTheFirstHasGivenItBack() throws Exception {
        try (PushBench bench = new PushBench().showing(PushBench.DIGEST)) {
            Thread second = new Thread(bench::push, "second-push");
            FakeDaemonAnswer first = bench.whenAsked(
                    () -> {
                        second.start();
                        awaitWaiting(second);
                    },
                    PushBench.success());
            bench.answers(first, PushBench.success());
            CompletableFuture.runAsync(bench::push).get();
            second.join();
            List<String> calls = bench.daemon().requests().stream()
                    .filter(request -> !request.method().equals("GET"))
                    .map(request -> request.method() + request.path().replaceFirst(".*/", " "))
                    .toList();
            String tag = PushBench.REFERENCE.toString().replaceFirst(".*/", "");
            assertThat(calls)
                    .containsExactly(
                            "POST tag", "POST push", "DELETE " + tag, "POST tag", "POST push", "DELETE " + tag);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
