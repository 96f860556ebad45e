package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.Engine;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.EngineSettings;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BuildSessionTest {

    private static final EngineSettings SETTINGS =
            new EngineSettings(EngineChoice.AUTO, Optional.empty(), OptionalInt.empty());

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void closesAnEngineAtItsEnd() {
        BuildSession session = new BuildSession();
        session.prepared(SETTINGS, this::engine);

        session.close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void waitsForAnEngineThatIsStillBeingConnectedTo() throws InterruptedException {
        BuildSession session = new BuildSession();
        CountDownLatch isConnecting = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Thread opener = connect(session, isConnecting, answer);

        Thread end = new Thread(session::close);
        end.start();
        answer.countDown();
        end.join();

        assertThat(closed).hasValue(1);
        opener.join();
    }

    @Test
    void doesNotWaitForEverForAnEngineThatHangsAndClosesItAfterwards() throws InterruptedException {
        BuildSession session = new BuildSession(Duration.ZERO);
        CountDownLatch isConnecting = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Thread opener = connect(session, isConnecting, answer);

        session.close();
        assertThat(closed).hasValue(0);
        answer.countDown();
        opener.join();

        assertThat(closed).hasValue(1);
    }

    private Thread connect(BuildSession session, CountDownLatch isConnecting, CountDownLatch answer) {
        Thread opener = new Thread(() -> session.prepared(SETTINGS, () -> {
            isConnecting.countDown();
            await(answer);
            return engine();
        }));
        opener.start();
        await(isConnecting);
        return opener;
    }

    private Engine engine() {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (engine, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("close");
                    closed.incrementAndGet();
                    return null;
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
