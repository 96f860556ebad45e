package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.filesync.FileSyncGrpc;
import dev.slipway.buildkit.wire.fsutil.Packet;
import dev.slipway.context.BuildContext;
import dev.slipway.failure.SlipwayException;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives the daemon the files that it asks for: first what lies in a folder, and then the content of those files that it
 * does not have yet.
 *
 * @see <a href="https://github.com/tonistiigi/fsutil">fsutil, the protocol inside of {@code FileSync.DiffCopy}</a>
 */
public final class FileSyncService extends FileSyncGrpc.FileSyncImplBase {

    private static final Context.Key<Metadata> HEADERS = Context.key("headers");

    private final Map<String, BuildContext> folders;
    private final AtomicReference<@Nullable SlipwayException> failure = new AtomicReference<>();
    private final AtomicLong contentBytes = new AtomicLong();

    /** @param folders by the name that the daemon asks for */
    public FileSyncService(Map<String, BuildContext> folders) {
        this.folders = Map.copyOf(folders);
    }

    /** The service as a session takes it: its calls know their headers, which say what is asked for. */
    public BindableService withHeaders() {
        return () -> ServerInterceptors.intercept(this, new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
            }
        });
    }

    @Override
    public StreamObserver<Packet> diffCopy(StreamObserver<Packet> responses) {
        FileRequest request = FileRequest.parse(Objects.requireNonNull(HEADERS.get()));
        BuildContext folder = folders.get(request.folder());
        if (folder == null) {
            responses.onError(Status.NOT_FOUND
                    .withDescription("no folder is called '" + request.folder() + "' here")
                    .asRuntimeException());
            return new IgnoredPackets();
        }
        PacketOutbox outbox = new PacketOutbox((ServerCallStreamObserver<Packet>) responses);
        FileTransfer transfer = new FileTransfer(folder, request, outbox, contentBytes, this::remember);
        transfer.start();
        return transfer;
    }

    private void remember(SlipwayException first) {
        failure.compareAndSet(null, first);
    }

    /** Why a file could not be given; the first reason of several. */
    public Optional<SlipwayException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** How many bytes of files went to the daemon until now. */
    public long contentBytes() {
        return contentBytes.get();
    }

    /** Of a call that was refused. */
    private static final class IgnoredPackets implements StreamObserver<Packet> {

        @Override
        public void onNext(Packet packet) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
