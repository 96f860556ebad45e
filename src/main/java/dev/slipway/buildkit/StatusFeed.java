package dev.slipway.buildkit;

import dev.slipway.buildkit.wire.control.StatusRequest;
import dev.slipway.buildkit.wire.control.StatusResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a daemon tells of a running build. */
final class StatusFeed implements ClientResponseObserver<StatusRequest, StatusResponse> {

    private final Consumer<StatusResponse> reader;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable ClientCallStreamObserver<StatusRequest> call;

    /** @param reader called by one thread at a time */
    StatusFeed(Consumer<StatusResponse> reader) {
        this.reader = reader;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StatusRequest> requestStream) {
        call = requestStream;
    }

    @Override
    public void onNext(StatusResponse status) {
        reader.accept(status);
    }

    @Override
    public void onError(Throwable failure) {
        // The build itself fails with the same words.
        end.countDown();
    }

    @Override
    public void onCompleted() {
        end.countDown();
    }

    /** Waits until the daemon has told everything, which it does not always say; then nothing more is read. */
    void finish(Duration patience) throws InterruptedException {
        if (!end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            cancel();
        }
    }

    /** Reads nothing more. */
    void cancel() {
        ClientCallStreamObserver<StatusRequest> started = call;
        if (started != null) {
            started.cancel("the build is over", null);
        }
    }
}
