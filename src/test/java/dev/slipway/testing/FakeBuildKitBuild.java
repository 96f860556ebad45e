package dev.slipway.testing;

import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.StatusResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A build inside of a {@link FakeBuildKit}: what it can ask of the client, and tell it. */
public final class FakeBuildKitBuild {

    private static final long PATIENCE_SECONDS = 10;

    private final FakeControl control;
    private final CompletableFuture<StreamObserver<StatusResponse>> listener = new CompletableFuture<>();
    private final CompletableFuture<SolveRequest> request = new CompletableFuture<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    FakeBuildKitBuild(FakeControl control) {
        this.control = control;
    }

    FakeBuildKitBuild of(SolveRequest solve) {
        request.complete(solve);
        return this;
    }

    void tell(StreamObserver<StatusResponse> responses) {
        listener.complete(responses);
    }

    /** The call's own cancel handler would wait for the build. */
    void cancelledWith(Context call) {
        call.addListener(context -> cancelled.countDown(), Runnable::run);
    }

    void end() {
        var unused = listener.thenAccept(StreamObserver::onCompleted);
    }

    /** The session that the request names, when it has come. */
    public FakeBuildKitSession session() {
        return control.session(request.join().getSession());
    }

    /** Tells the client who follows the build. */
    public void status(StatusResponse status) {
        listener.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().onNext(status);
    }

    /** Waits until the client gives the build up. */
    public boolean awaitCancel() throws InterruptedException {
        return cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
