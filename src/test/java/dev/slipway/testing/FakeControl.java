package dev.slipway.testing;

import dev.slipway.buildkit.wire.control.BytesMessage;
import dev.slipway.buildkit.wire.control.ControlGrpc;
import dev.slipway.buildkit.wire.control.ListWorkersRequest;
import dev.slipway.buildkit.wire.control.ListWorkersResponse;
import dev.slipway.buildkit.wire.control.Platform;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusRequest;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.buildkit.wire.control.WorkerRecord;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The control service of a {@link FakeBuildKit}. */
final class FakeControl extends ControlGrpc.ControlImplBase {

    private static final Context.Key<Metadata> HEADERS = Context.key("headers");
    private static final long PATIENCE_SECONDS = 10;

    private final Map<String, CompletableFuture<FakeBuildKitSession>> sessions = new ConcurrentHashMap<>();
    private final Map<String, FakeBuildKitBuild> builds = new ConcurrentHashMap<>();
    private volatile FakeBuildKit.Build script = (request, build) -> SolveResponse.newBuilder()
            .putExporterResponse("containerimage.digest", "sha256:" + "5".repeat(64))
            .build();

    void onBuild(FakeBuildKit.Build build) {
        script = build;
    }

    FakeBuildKitSession session(String id) {
        return sessions.computeIfAbsent(id, key -> new CompletableFuture<>())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private FakeBuildKitBuild build(String ref) {
        return builds.computeIfAbsent(ref, key -> new FakeBuildKitBuild(this));
    }

    @Override
    public void listWorkers(ListWorkersRequest request, StreamObserver<ListWorkersResponse> responses) {
        WorkerRecord worker = WorkerRecord.newBuilder()
                .setId("moby")
                .addPlatforms(Platform.newBuilder().setOs("linux").setArchitecture("amd64"))
                .build();
        responses.onNext(ListWorkersResponse.newBuilder().addRecord(worker).build());
        responses.onCompleted();
    }

    @Override
    public StreamObserver<BytesMessage> session(StreamObserver<BytesMessage> responses) {
        FakeBuildKitSession session =
                FakeBuildKitSession.over((ServerCallStreamObserver<BytesMessage>) responses, HEADERS.get());
        sessions.computeIfAbsent(session.id(), key -> new CompletableFuture<>()).complete(session);
        return session.incoming();
    }

    @Override
    public void solve(SolveRequest request, StreamObserver<SolveResponse> responses) {
        FakeBuildKitBuild build = build(request.getRef());
        build.cancelledWith(Context.current());
        try {
            responses.onNext(script.run(request, build.of(request)));
            responses.onCompleted();
        } catch (StatusRuntimeException e) {
            responses.onError(e);
        } catch (Exception e) {
            responses.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
        } finally {
            build.end();
        }
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> responses) {
        build(request.getRef()).tell(responses);
    }

    void close() {
        sessions.values().stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .forEach(FakeBuildKitSession::close);
    }

    /** Keeps the headers of a call where its method finds them. */
    static final class Headers implements ServerInterceptor {

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
        }
    }
}
