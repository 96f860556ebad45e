package dev.slipway.buildkit;

import dev.slipway.buildkit.session.HealthService;
import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.transport.Dial;
import dev.slipway.buildkit.wire.control.InfoRequest;
import dev.slipway.buildkit.wire.control.InfoResponse;
import dev.slipway.buildkit.wire.control.ListWorkersRequest;
import dev.slipway.buildkit.wire.control.ListWorkersResponse;
import dev.slipway.buildkit.wire.control.WorkerRecord;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.engine.NoBuildKitException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out whether and how BuildKit can be spoken to at an endpoint. */
public final class BuildKitProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CONTAINERD_LABEL = "org.mobyproject.buildkit.worker.snapshotter";
    /** Docker 29.2; from then on the engine speaks HTTP/2 from the first byte on, and means to give /grpc up. */
    private static final Daemon.Version FIRST_API_WITH_HTTP2 = new Daemon.Version(1, 53);

    private final DaemonEndpoint endpoint;
    private final Consumer<String> detail;

    /** @param detail receives what was tried and what came of it, for those who look for a fault */
    public BuildKitProbe(DaemonEndpoint endpoint, Consumer<String> detail) {
        this.endpoint = endpoint;
        this.detail = detail;
    }

    /**
     * The BuildKit of a Docker engine; the caller closes the connection.
     *
     * @throws NoBuildKitException if the engine has none, or does not answer
     */
    public BuildKitConnection inDocker() throws NoBuildKitException {
        Ping ping = ping();
        if (ping.isPodman()) {
            throw refused("GET /_ping", "it is Podman, which has no BuildKit", null);
        }
        boolean speaksHttp2 = ping.apiVersion().isAtLeast(FIRST_API_WITH_HTTP2.major(), FIRST_API_WITH_HTTP2.minor())
                && "unix".equals(endpoint.uri().getScheme());
        if (speaksHttp2) {
            try {
                return asked(ControlConnection.direct(endpoint), Daemon.Kind.DOCKER, "HTTP/2", ping.apiVersion());
            } catch (NoBuildKitException e) {
                // the older way may work
            }
        }
        try {
            return asked(ControlConnection.toDocker(endpoint), Daemon.Kind.DOCKER, "/grpc", ping.apiVersion());
        } catch (NoBuildKitException e) {
            return posted(ping.apiVersion(), e);
        }
    }

    /** Through the engine's own build call, where a proxy or a later engine does not let {@code /grpc} through. */
    private BuildKitConnection posted(Daemon.Version apiVersion, NoBuildKitException why) throws NoBuildKitException {
        PostedBuilds builds = new PostedBuilds(endpoint);
        try (Session session = builds.session("probe", "", List.of(new HealthService()))) {
            Daemon.Version version = DockerReleases.buildKitOf(apiVersion);
            Daemon daemon = new Daemon(Daemon.Kind.POSTED, version, false, endpoint.uri());
            detail.accept("Engine at " + endpoint + ": /session leads to " + daemon + ", session " + session.id());
            return new BuildKitConnection(builds, daemon, "/session");
        } catch (IOException e) {
            detail.accept("Engine at " + endpoint + ": no BuildKit through /session: " + e.getMessage());
            throw why;
        }
    }

    /**
     * A BuildKit daemon of its own; the caller closes the connection.
     *
     * @throws EngineUnavailableException if none answers there
     */
    public BuildKitConnection standalone() {
        try {
            return asked(ControlConnection.direct(endpoint), Daemon.Kind.STANDALONE, "HTTP/2", Daemon.Version.UNKNOWN);
        } catch (NoBuildKitException e) {
            throw new Unreachable(endpoint).because(e.getCause() == null ? e : e.getCause());
        }
    }

    private Ping ping() throws NoBuildKitException {
        try {
            Ping ping = Ping.of(new Dial(endpoint)::open);
            detail.accept("Engine at " + endpoint + ": /_ping answers with " + ping.headers());
            return ping;
        } catch (IOException e) {
            throw refused("GET /_ping", String.valueOf(e.getMessage()), e);
        }
    }

    private BuildKitConnection asked(
            ControlConnection control, Daemon.Kind kind, String path, Daemon.Version apiVersion)
            throws NoBuildKitException {
        try {
            ListWorkersResponse workers = control.blocking()
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .listWorkers(ListWorkersRequest.getDefaultInstance());
            Daemon.Version version = version(control).orElseGet(() -> DockerReleases.buildKitOf(apiVersion));
            Daemon daemon = new Daemon(kind, version, hasContainerd(workers), endpoint.uri());
            detail.accept("Engine at " + endpoint + ": " + path + " leads to " + daemon);
            return new BuildKitConnection(control, daemon, path);
        } catch (StatusRuntimeException e) {
            control.close();
            throw refused(path, SolveFailure.words(e), e);
        }
    }

    private static boolean hasContainerd(ListWorkersResponse workers) {
        return workers.getRecordList().stream()
                .map(WorkerRecord::getLabelsMap)
                .anyMatch(labels -> labels.containsKey(CONTAINERD_LABEL));
    }

    /** Known from BuildKit 0.11 on. */
    private static Optional<Daemon.Version> version(ControlConnection control) {
        try {
            InfoResponse info = control.blocking()
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .info(InfoRequest.getDefaultInstance());
            Daemon.Version version =
                    Daemon.Version.parse(info.getBuildkitVersion().getVersion());
            return version.equals(Daemon.Version.UNKNOWN) ? Optional.empty() : Optional.of(version);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private NoBuildKitException refused(String what, String reason, @Nullable Throwable cause) {
        detail.accept("Engine at " + endpoint + ": no BuildKit through " + what + ": " + reason);
        return new NoBuildKitException(reason, cause);
    }
}
