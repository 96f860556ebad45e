package dev.slipway.testing;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.wire.control.BytesMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The daemon's end of the bytes inside of a session call. */
final class FakeSessionStream implements ByteStream, StreamObserver<BytesMessage> {

    private static final int BUFFER_BYTES = 1024 * 1024;

    private final ServerCallStreamObserver<BytesMessage> call;
    private final PipedInputStream received = new PipedInputStream(BUFFER_BYTES);
    private final PipedOutputStream arriving;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean isReading = true;

    FakeSessionStream(ServerCallStreamObserver<BytesMessage> call) {
        this.call = call;
        call.disableAutoRequest();
        call.request(1);
        call.setOnCancelHandler(this::end);
        try {
            arriving = new PipedOutputStream(received);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void reads(boolean newIsReading) {
        isReading = newIsReading;
        notifyAll();
    }

    @Override
    public void onNext(BytesMessage message) {
        try {
            awaitReading();
            message.getData().writeTo(arriving);
            arriving.flush();
            call.request(1);
        } catch (IOException e) {
            close();
        }
    }

    private synchronized void awaitReading() throws IOException {
        while (!isReading) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
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
        try {
            arriving.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream input() {
        return received;
    }

    @Override
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                try {
                    call.onNext(BytesMessage.newBuilder()
                            .setData(ByteString.copyFrom(source, offset, length))
                            .build());
                } catch (IllegalStateException | io.grpc.StatusRuntimeException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    @Override
    public void close() {
        end();
        if (!closed.getAndSet(true) && !call.isCancelled()) {
            call.onError(Status.CANCELLED.asRuntimeException());
        }
    }
}
