package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.filesync.BytesMessage;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Messages of a call as a stream that another thread reads; only so many are asked for as it reads. */
final class ReceivedBytes implements StreamObserver<BytesMessage> {

    private static final int WINDOW_MESSAGES = 16;

    /** A part of the stream, or its end: both are null. A failure is an end that nobody expected. */
    private record Part(
            @Nullable ByteBuffer bytes, @Nullable Throwable failure) {}

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final ServerCallStreamObserver<BytesMessage> call;

    ReceivedBytes(ServerCallStreamObserver<BytesMessage> call) {
        this.call = call;
        call.disableAutoRequest();
        call.setOnCancelHandler(() -> parts.add(new Part(null, new IOException("the engine broke off the transfer"))));
        call.request(WINDOW_MESSAGES);
    }

    @Override
    public void onNext(BytesMessage message) {
        parts.add(new Part(message.getData().asReadOnlyByteBuffer(), null));
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(null, failure));
    }

    @Override
    public void onCompleted() {
        parts.add(new Part(null, null));
    }

    InputStream stream() {
        return new Stream();
    }

    private final class Stream extends InputStream {

        private ByteBuffer current = ByteBuffer.allocate(0);
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (!ended && length > 0 && !current.hasRemaining()) {
                next();
            }
            if (length == 0 || ended) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, current.remaining());
            current.get(target, offset, count);
            return count;
        }

        private void next() throws IOException {
            Part part = take();
            if (part.failure() != null) {
                throw new IOException("the engine broke off the transfer", part.failure());
            }
            ended = part.bytes() == null;
            if (part.bytes() != null) {
                current = part.bytes();
                call.request(1);
            }
        }

        private Part take() throws IOException {
            try {
                return parts.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the engine was waited for", e);
            }
        }
    }
}
