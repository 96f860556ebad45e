package dev.slipway.buildkit.session;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.content.ReadContentRequest;
import dev.slipway.buildkit.wire.content.ReadContentResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Sends a blob, no faster than the daemon takes it. */
final class BlobSender {

    private static final int CHUNK = 256 * 1024;

    private final SeekableByteChannel blob;
    private final ServerCallStreamObserver<ReadContentResponse> responses;
    private long remaining;
    private boolean ended;

    /** @param blob closed at the end */
    BlobSender(
            SeekableByteChannel blob,
            ReadContentRequest request,
            ServerCallStreamObserver<ReadContentResponse> responses)
            throws IOException {
        this.blob = blob.position(Math.max(0, request.getOffset()));
        this.responses = responses;
        long rest = Math.max(0, blob.size() - blob.position());
        this.remaining = request.getSize() > 0 ? Math.min(rest, request.getSize()) : rest;
    }

    void start() {
        responses.setOnCloseHandler(this::closeQuietly);
        responses.setOnCancelHandler(this::closeQuietly);
        responses.setOnReadyHandler(this::send);
    }

    private synchronized void send() {
        try {
            while (!ended && responses.isReady()) {
                if (remaining == 0) {
                    ended = true;
                    responses.onCompleted();
                } else {
                    sendChunk();
                }
            }
        } catch (IOException e) {
            ended = true;
            responses.onError(ContentService.failure(e));
        }
    }

    private void sendChunk() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, remaining));
        long offset = blob.position();
        if (blob.read(chunk) < 0) {
            throw new IOException("the blob became shorter while it was read");
        }
        remaining -= chunk.position();
        responses.onNext(ReadContentResponse.newBuilder()
                .setOffset(offset)
                .setData(ByteString.copyFrom(chunk.flip()))
                .build());
    }

    private void closeQuietly() {
        try {
            blob.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
