package dev.slipway.buildkit;

import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.transport.Dial;
import dev.slipway.buildkit.transport.Post;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.endpoint.DaemonEndpoint;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Builds by {@code POST /build?version=2} with the files of a session at {@code POST /session}: for Docker daemons that
 * have BuildKit, but do not let one speak to it. Each build and each session has a connection of its own.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#operation/ImageBuild">ImageBuild</a>
 */
final class PostedBuilds implements Solver {

    private final Dial dial;

    PostedBuilds(DaemonEndpoint endpoint) {
        this.dial = new Dial(endpoint);
    }

    @Override
    public Session session(String name, String sharedKey, List<BindableService> services) throws IOException {
        return Session.openAt(dial.open(), dial.basePath(), name, sharedKey, services);
    }

    /** Fails with UNIMPLEMENTED where a request wants what this call cannot say. */
    @Override
    public Future<SolveResponse> solve(SolveRequest request, StreamObserver<StatusResponse> progress) {
        CompletableFuture<SolveResponse> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(request, progress, result), "slipway-build-" + request.getRef());
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private void run(
            SolveRequest request, StreamObserver<StatusResponse> progress, CompletableFuture<SolveResponse> result) {
        try (ByteStream stream = dial.open()) {
            var unused = result.whenComplete((response, failure) -> closeQuietly(stream));
            InputStream answer = Post.to(stream, dial.basePath() + "/build?" + new BuildQuery(request).text());
            SolveResponse response = new BuildAnswer(progress).read(answer);
            progress.onCompleted();
            result.complete(response);
        } catch (Post.RefusedException e) {
            fail(
                    result,
                    progress,
                    Status.UNKNOWN.withDescription(e.getMessage() + ": " + BuildAnswer.message(e.body())));
        } catch (IOException e) {
            fail(
                    result,
                    progress,
                    Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e));
        } catch (StatusRuntimeException e) {
            fail(result, progress, e.getStatus());
        }
    }

    private static void fail(
            CompletableFuture<SolveResponse> result, StreamObserver<StatusResponse> progress, Status status) {
        StatusRuntimeException failure = status.asRuntimeException();
        progress.onError(failure);
        result.completeExceptionally(failure);
    }

    private static void closeQuietly(ByteStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // the daemon notices the end on its side
        }
    }

    /** Nothing stays open between builds. */
    @Override
    public void close() {}
}
