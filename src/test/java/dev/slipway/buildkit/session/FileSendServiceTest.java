package dev.slipway.buildkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.filesync.BytesMessage;
import dev.slipway.buildkit.wire.filesync.FileSendGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FileSendServiceTest {

    private static final int MESSAGES = 500;
    private static final ByteString MESSAGE = ByteString.copyFrom(new byte[32 * 1024]);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private StreamObserver<BytesMessage> call(Loopback loopback) {
        return FileSendGrpc.newStub(loopback.channel("buildkit-attachable-exporter-id", "0"))
                .diffCopy(new StreamObserver<>() {
                    @Override
                    public void onNext(BytesMessage message) {}

                    @Override
                    public void onError(Throwable failure) {
                        end.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(null);
                    }
                });
    }

    private static void send(StreamObserver<BytesMessage> call, int messages) {
        for (int sent = 0; sent < messages; sent++) {
            call.onNext(BytesMessage.newBuilder().setData(MESSAGE).build());
        }
    }

    @Test
    void allBytesReachTheReceiverInOneStream() throws Exception {
        CompletableFuture<Long> received = new CompletableFuture<>();
        FileSendService service = new FileSendService(
                bytes -> {
                    assertThat(bytes.read()).isZero();
                    received.complete(1 + bytes.transferTo(OutputStream.nullOutputStream()));
                },
                threads);
        try (Loopback loopback = new Loopback(service)) {
            StreamObserver<BytesMessage> call = call(loopback);
            send(call, MESSAGES);
            call.onCompleted();
            end.get(20, TimeUnit.SECONDS);
        }
        assertThat(received.join()).isEqualTo((long) MESSAGES * MESSAGE.size());
    }

    @Test
    void receiverThatFailsFailsTheCallWithItsWords() {
        FileSendService service = new FileSendService(
                bytes -> {
                    throw new IOException("the disk is full");
                },
                threads);
        try (Loopback loopback = new Loopback(service)) {
            call(loopback);
            assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS)).hasMessageContaining("the disk is full");
        }
    }

    @Test
    void senderThatBreaksOffIsNoEndOfTheBytes() {
        CompletableFuture<Integer> begun = new CompletableFuture<>();
        CompletableFuture<Void> seen = new CompletableFuture<>();
        FileSendService service = new FileSendService(
                bytes -> {
                    try {
                        begun.complete(bytes.read());
                        bytes.transferTo(OutputStream.nullOutputStream());
                        seen.complete(null);
                    } catch (IOException e) {
                        seen.completeExceptionally(e);
                        throw e;
                    }
                },
                threads);
        try (Loopback loopback = new Loopback(service)) {
            StreamObserver<BytesMessage> call = call(loopback);
            send(call, 3);
            begun.join();
            call.onError(new IllegalStateException("killed"));
            assertThatThrownBy(() -> seen.get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("the engine broke off the transfer");
        }
    }
}
