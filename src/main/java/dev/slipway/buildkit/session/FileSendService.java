package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.filesync.BytesMessage;
import dev.slipway.buildkit.wire.filesync.FileSendGrpc;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;

/** Takes what a build's exporter sends as one stream of bytes, such as a tar. */
public final class FileSendService extends FileSendGrpc.FileSendImplBase {

    /** What reads the bytes while they come. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * Reads the bytes to their end.
         *
         * @throws IOException if they are not what they should be; the build fails with its message
         */
        void receive(InputStream bytes) throws IOException;
    }

    private final Receiver receiver;
    private final Executor threads;

    /**
     * @param threads one is taken for each result that comes; whoever ends the build interrupts it, since a connection
     *     that breaks tells no reader
     */
    public FileSendService(Receiver receiver, Executor threads) {
        this.receiver = receiver;
        this.threads = threads;
    }

    @Override
    public StreamObserver<BytesMessage> diffCopy(StreamObserver<BytesMessage> responses) {
        ServerCallStreamObserver<BytesMessage> call = (ServerCallStreamObserver<BytesMessage>) responses;
        ReceivedBytes bytes = new ReceivedBytes(call);
        threads.execute(() -> receive(bytes, call));
        return bytes;
    }

    private void receive(ReceivedBytes bytes, ServerCallStreamObserver<BytesMessage> call) {
        try (InputStream stream = bytes.stream()) {
            receiver.receive(stream);
            call.onCompleted();
        } catch (IOException | RuntimeException e) {
            if (!call.isCancelled()) {
                call.onError(Status.INTERNAL
                        .withDescription(String.valueOf(e.getMessage()))
                        .withCause(e)
                        .asRuntimeException());
            }
        }
    }
}
