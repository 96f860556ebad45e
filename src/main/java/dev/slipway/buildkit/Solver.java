package dev.slipway.buildkit;

import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusResponse;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;

/** A way to have something built: by BuildKit's own calls, or by the build call of a Docker daemon. */
interface Solver extends AutoCloseable {

    /** A session for builds; the caller closes it. */
    Session session(String name, String sharedKey, List<BindableService> services) throws IOException;

    /**
     * Builds. Cancelling what it returns ends the build at the daemon.
     *
     * @param request  names the session
     * @param progress what the daemon tells meanwhile; it may come to no end when the build fails
     * @return fails with a {@link io.grpc.StatusRuntimeException}
     */
    Future<SolveResponse> solve(SolveRequest request, StreamObserver<StatusResponse> progress);

    @Override
    void close();
}
