package dev.slipway.mojo;

import dev.slipway.app.BuildSession;
import dev.slipway.log.BuildLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/** Finds what the modules of one Maven run share, and closes it when the run ends. */
final class MavenRuns {

    private static final String END = "sessionEnded";

    private MavenRuns() {}

    /**
     * The one of this run, made when it is asked for first.
     *
     * @param log is told when it is closed
     */
    static BuildSession sessionOf(MavenSession maven, BuildLog log) {
        if (maven.getRepositorySession() == null) {
            // where Maven is embedded there may be nothing to share through
            return new BuildSession();
        }
        SessionData data = maven.getRepositorySession().getData();
        // a class and not its name: modules whose plugin has other dependencies have other classes
        Object key = BuildSession.class;
        if (data.get(key) instanceof BuildSession known) {
            return known;
        }
        BuildSession made = new BuildSession();
        if (data.set(key, null, made)) {
            closeAtEnd(maven.getRequest(), made, log);
            return made;
        }
        return (BuildSession) Optional.ofNullable(data.get(key)).orElseThrow();
    }

    /** A plugin is not told of the end of a run, but the listener is that Maven draws its own log with. */
    private static void closeAtEnd(MavenExecutionRequest request, BuildSession session, BuildLog log) {
        ExecutionListener listener =
                Objects.requireNonNullElseGet(request.getExecutionListener(), AbstractExecutionListener::new);
        request.setExecutionListener((ExecutionListener) Proxy.newProxyInstance(
                MavenRuns.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(END)) {
                        session.close();
                        log.detail("Closed the connection to the engine");
                    }
                    try {
                        return method.invoke(listener, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
