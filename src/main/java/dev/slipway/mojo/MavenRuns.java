package dev.slipway.mojo;

import dev.slipway.app.BuildSession;
import dev.slipway.failure.SlipwayException;
import dev.slipway.log.BuildLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.SessionData;

/** Finds what the modules of one Maven run share, and closes it when the run ends. */
final class MavenRuns {

    private static final String END = "sessionEnded";

    private MavenRuns() {}

    /** Whether modules share anything; where Maven is embedded each is a run of its own. */
    static boolean isShared(MavenSession maven) {
        return maven.getRepositorySession() != null;
    }

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
            closeAtEnd(maven, made, log);
            return made;
        }
        return (BuildSession) Optional.ofNullable(data.get(key)).orElseThrow();
    }

    /**
     * Floating tags move when every module has come to its end, and only then is it known whether all went well. A failure
     * becomes one of the run before Maven says how it ended.
     */
    private static void end(BuildSession session, MavenExecutionResult result, BuildLog log) {
        try {
            if (result.hasExceptions()) {
                session.abandonRelease();
            } else {
                session.finishRelease();
            }
        } catch (SlipwayException e) {
            result.addException(new MojoExecutionException(String.valueOf(e.getMessage()), e));
        } catch (RuntimeException e) {
            // a fault of ours; whoever listens has no way to fail a run
            result.addException(e);
        } finally {
            session.close();
            log.detail("Closed the connection to the engine");
        }
    }

    /** A plugin is not told of the end of a run, but the listener is that Maven draws its own log with. */
    private static void closeAtEnd(MavenSession maven, BuildSession session, BuildLog log) {
        MavenExecutionRequest request = maven.getRequest();
        ExecutionListener listener =
                Objects.requireNonNullElseGet(request.getExecutionListener(), AbstractExecutionListener::new);
        request.setExecutionListener((ExecutionListener) Proxy.newProxyInstance(
                MavenRuns.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(END)) {
                        end(session, maven.getResult(), log);
                    }
                    try {
                        return method.invoke(listener, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
