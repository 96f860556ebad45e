package dev.slipway.buildkit.session;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.wire.control.BytesMessage;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bytes inside of a {@code Control.Session} call as a stream: the daemon speaks HTTP/2 in it, with us as the server.
 *
 * <p>Both directions are bounded: we ask for the next message only when the last one was read, and a writer waits until
 * the call takes more.
 */
final class SessionStream implements ByteStream, ClientResponseObserver<BytesMessage, BytesMessage> {

    private static final int WINDOW_MESSAGES = 64;
    /** Stands for the end of what is received; no message has an empty buffer. */
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final BlockingQueue<ByteBuffer> received = new LinkedBlockingQueue<>();
    private final InputStream input = new Received();
    private final OutputStream output = new Sent();
    private final Object ready = new Object();
    private volatile @Nullable ClientCallStreamObserver<BytesMessage> call;
    private volatile boolean closed;

    @Override
    public void beforeStart(ClientCallStreamObserver<BytesMessage> requestStream) {
        call = requestStream;
        requestStream.disableAutoRequestWithInitial(WINDOW_MESSAGES);
        requestStream.setOnReadyHandler(this::wakeWriters);
    }

    @Override
    public void onNext(BytesMessage message) {
        if (!message.getData().isEmpty()) {
            received.add(message.getData().asReadOnlyByteBuffer());
        } else {
            call().request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onCompleted() {
        end();
    }

    private void end() {
        closed = true;
        received.add(END);
        wakeWriters();
    }

    private void wakeWriters() {
        synchronized (ready) {
            ready.notifyAll();
        }
    }

    private ClientCallStreamObserver<BytesMessage> call() {
        ClientCallStreamObserver<BytesMessage> started = call;
        if (started == null) {
            throw new IllegalStateException("The session has not begun");
        }
        return started;
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void close() {
        if (!closed) {
            end();
            call().cancel("the session is over", null);
        }
    }

    private final class Received extends InputStream {

        private @Nullable ByteBuffer current;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            ByteBuffer buffer = current;
            while (buffer == null || (isOpen(buffer) && !buffer.hasRemaining())) {
                buffer = next();
                current = buffer;
            }
            if (!isOpen(buffer)) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(target, offset, count);
            return count;
        }

        @SuppressWarnings("ReferenceEquality") // the end is this very object
        private boolean isOpen(ByteBuffer buffer) {
            return buffer != END;
        }

        private ByteBuffer next() throws IOException {
            try {
                ByteBuffer buffer = received.take();
                call().request(1);
                return buffer;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the daemon was waited for", e);
            }
        }
    }

    private final class Sent extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            awaitReady();
            try {
                call().onNext(BytesMessage.newBuilder()
                        .setData(ByteString.copyFrom(source, offset, length))
                        .build());
            } catch (IllegalStateException e) {
                // closed by another thread since we looked
                throw new IOException("the session with the daemon is over", e);
            }
        }

        private void awaitReady() throws IOException {
            synchronized (ready) {
                while (!closed && !call().isReady()) {
                    try {
                        ready.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException("interrupted while the daemon was waited for", e);
                    }
                }
            }
            if (closed) {
                throw new IOException("the session with the daemon is over");
            }
        }
    }
}
