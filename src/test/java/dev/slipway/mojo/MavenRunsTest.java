package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.app.BuildSession;
import dev.slipway.log.BuildLog;
import dev.slipway.testing.RecordingMavenLog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class MavenRunsTest {

    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();

    @SuppressWarnings("deprecation") // there is no other way without a running Maven
    private final MavenSession maven =
            new MavenSession(null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());

    private final RecordingMavenLog printed = new RecordingMavenLog();
    private final BuildLog log = new MavenBuildLog(printed);

    @Test
    void modulesOfOneRunShareOneSession() throws Exception {
        ExecutorService modules = Executors.newFixedThreadPool(8);
        try {
            // with -T Maven gives each module a session of its own
            Callable<BuildSession> module = () -> MavenRuns.sessionOf(maven.clone(), log);
            List<BuildSession> sessions = new ArrayList<>();
            for (Future<BuildSession> session :
                    modules.invokeAll(Stream.generate(() -> module).limit(50).toList())) {
                sessions.add(session.get());
            }

            assertThat(sessions).hasSize(50).containsOnly(MavenRuns.sessionOf(maven, log));
        } finally {
            modules.shutdown();
        }
    }

    @Test
    void nextRunHasAnotherSession() {
        assertThat(MavenRuns.sessionOf(new MavenRunsTest().maven, log)).isNotSameAs(MavenRuns.sessionOf(maven, log));
    }

    @Test
    void mavensOwnListenerHearsEveryEventOnce() throws ReflectiveOperationException {
        List<String> heard = new ArrayList<>();
        request.setExecutionListener(listener((proxy, method, arguments) -> {
            heard.add(method.getName());
            return null;
        }));

        MavenRuns.sessionOf(maven, log);
        MavenRuns.sessionOf(maven.clone(), log);
        List<String> events = new ArrayList<>();
        for (Method event : ExecutionListener.class.getMethods()) {
            events.add(event.getName());
            event.invoke(request.getExecutionListener(), (ExecutionEvent) null);
        }

        assertThat(heard).isEqualTo(events).contains("sessionEnded", "mojoSucceeded");
        assertThat(printed.lines()).containsExactly("DEBUG Closed the connection to the engine");
    }

    @Test
    void runWithoutAListenerEndsToo() {
        MavenRuns.sessionOf(maven, log);

        request.getExecutionListener().sessionEnded(null);
        request.getExecutionListener().projectStarted(null);
    }

    @Test
    void whatMavensListenerThrowsIsThrown() {
        request.setExecutionListener(listener((proxy, method, arguments) -> {
            throw new IllegalArgumentException("no");
        }));
        MavenRuns.sessionOf(maven, log);

        assertThatThrownBy(() -> request.getExecutionListener().sessionEnded(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
    }

    private static ExecutionListener listener(InvocationHandler handler) {
        return (ExecutionListener) Proxy.newProxyInstance(
                MavenRunsTest.class.getClassLoader(), new Class<?>[] {ExecutionListener.class}, handler);
    }
}
