package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.failure.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a daemon that speaks the Docker Engine API.
 *
 * <p>No API version is named in any path, so the daemon answers in its newest; that serves Podman's 1.41 and a
 * Docker whose minimum is 1.44 alike.
 */
public final class DaemonConnection implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);
    /** Long, since a daemon under load takes its time over its store. */
    static final Duration ANY_ANSWER = Duration.ofMinutes(2);

    private static final int MAX_CONNECTIONS = 100;

    private final DaemonEndpoint endpoint;
    private final Duration firstAnswer;
    private final UnreachableDaemon unreachable;
    private final @Nullable SSLContext tls;
    private final DockerClient client;

    /**
     * Nothing is asked of the daemon yet.
     *
     * @throws EngineUnavailableException if the endpoint's TLS files cannot be used
     */
    public DaemonConnection(DaemonEndpoint endpoint) {
        this(endpoint, FIRST_ANSWER);
    }

    /** @param firstAnswer how long the daemon may take to say what it is */
    DaemonConnection(DaemonEndpoint endpoint, Duration firstAnswer) {
        this.endpoint = endpoint;
        this.firstAnswer = firstAnswer;
        this.unreachable = new UnreachableDaemon(endpoint);
        this.tls = endpoint.certificates() == null
                ? null
                : DaemonTls.context(endpoint.certificates(), endpoint.verifiesServer(), unreachable);
        this.client = newClient();
    }

    /**
     * A client of its own for a call that takes long; the caller closes it. Closing is the only way to end a call whose
     * answer has not begun.
     */
    DockerClient newClient() {
        ApacheDockerHttpClient.Builder transport = new ApacheDockerHttpClient.Builder()
                .dockerHost(endpoint.uri())
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT);
        if (tls != null) {
            transport.sslConfig(() -> tls);
        }
        return DockerClientImpl.getInstance(new PlainConfig(endpoint.uri()), transport.build());
    }

    /** The client for calls that are answered at once. */
    DockerClient client() {
        return client;
    }

    URI uri() {
        return endpoint.uri();
    }

    /**
     * Makes a call that is answered at once.
     *
     * @throws EngineUnavailableException if it is not answered
     */
    <T> T ask(Function<DockerClient, T> call) {
        return ask(call, ANY_ANSWER);
    }

    /** A socket file knows no read timeout, so the waiting is ours. */
    private <T> T ask(Function<DockerClient, T> call, Duration patience) {
        return await(() -> call.apply(client), patience);
    }

    /**
     * Waits for a call that a client of its own makes, which the caller closes however this ends.
     *
     * @throws EngineUnavailableException if it is not answered
     */
    <T> T await(Callable<T> call, Duration patience) {
        FutureTask<T> answer = new FutureTask<>(call);
        Thread thread = new Thread(answer, "slipway-engine-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable.because(
                    "it did not answer within " + patience.toSeconds() + " s",
                    "Restart it, or set DOCKER_HOST to where another one listens.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", e);
        }
    }

    /**
     * What answers, in words.
     *
     * @throws EngineUnavailableException if nothing does
     */
    String describe() {
        try {
            Version version = ask(asked -> asked.versionCmd().exec(), firstAnswer);
            return (isPodman(version) ? "Podman " : "Docker ") + version.getVersion() + " at " + endpoint;
        } catch (EngineUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    /** Whether it is Podman, which answers some calls in its own way. */
    boolean isPodman() {
        return isPodman(ask(asked -> asked.versionCmd().exec()));
    }

    private static boolean isPodman(Version version) {
        return version.getComponents() != null
                && version.getComponents().stream()
                        .anyMatch(
                                component -> String.valueOf(component.getName()).startsWith("Podman"));
    }

    /** What to say when the daemon does not answer. */
    EngineUnavailableException unavailable(Throwable cause) {
        return unreachable.because(cause);
    }

    /** What to say when a call that is answered at once failed. */
    RuntimeException failure(String doing, RuntimeException cause) {
        if (cause instanceof SlipwayException) {
            return cause;
        }
        return DockerFailures.isConnectionLoss(cause)
                ? unavailable(cause)
                : new EngineException(
                        doing,
                        DockerFailures.rootMessage(cause),
                        "Look into the engine's own log, then try again.",
                        cause);
    }

    /** What to say when the daemon hung up on a call that takes long. */
    EngineException broken(String doing, Throwable cause) {
        return new EngineException(
                doing,
                "the connection to the engine at " + endpoint + " broke (" + DockerFailures.rootMessage(cause) + ")",
                "Look whether the engine still runs and into its own log, then try again.",
                cause);
    }

    @Override
    public void close() {
        close(client);
    }

    /** Closes a client and so ends its calls. */
    static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
