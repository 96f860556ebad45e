package dev.slipway.buildkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.content.AbortRequest;
import dev.slipway.buildkit.wire.content.ContentGrpc;
import dev.slipway.buildkit.wire.content.Info;
import dev.slipway.buildkit.wire.content.InfoRequest;
import dev.slipway.buildkit.wire.content.ReadContentRequest;
import dev.slipway.buildkit.wire.content.ReadContentResponse;
import dev.slipway.buildkit.wire.content.StatusRequest;
import dev.slipway.buildkit.wire.content.UpdateRequest;
import dev.slipway.buildkit.wire.content.WriteAction;
import dev.slipway.buildkit.wire.content.WriteContentRequest;
import dev.slipway.buildkit.wire.content.WriteContentResponse;
import dev.slipway.image.Digest;
import dev.slipway.layout.OciLayout;
import dev.slipway.testing.TestLayouts;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentServiceTest {

    private static final Digest HELLO =
            Digest.parse("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

    @TempDir
    private Path folder;

    private OciLayout layout;
    private Loopback loopback;
    private ContentGrpc.ContentBlockingStub store;

    @BeforeEach
    void serve() {
        layout = new OciLayout(folder.resolve("oci"));
        loopback = new Loopback(new ContentService(Map.of(ContentService.EXPORT, layout.blobs())));
        store = ContentGrpc.newBlockingStub(channel(ContentService.EXPORT));
    }

    private Channel channel(String id) {
        return loopback.channel("buildkit-attachable-store-id", id);
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    /** All answers to some requests; fails as the call does. */
    private List<WriteContentResponse> write(WriteContentRequest... requests) {
        List<WriteContentResponse> answers = new ArrayList<>();
        CompletableFuture<List<WriteContentResponse>> end = new CompletableFuture<>();
        StreamObserver<WriteContentRequest> call = ContentGrpc.newStub(channel(ContentService.EXPORT))
                .write(new StreamObserver<>() {
                    @Override
                    public void onNext(WriteContentResponse answer) {
                        answers.add(answer);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        end.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(answers);
                    }
                });
        for (WriteContentRequest request : requests) {
            call.onNext(request);
        }
        call.onCompleted();
        return end.join();
    }

    private static WriteContentRequest request(WriteAction action, long offset, String data) {
        return WriteContentRequest.newBuilder()
                .setAction(action)
                .setRef("layer")
                .setOffset(offset)
                .setData(ByteString.copyFromUtf8(data))
                .build();
    }

    private static WriteContentRequest expecting(WriteAction action, Digest digest, long total) {
        return WriteContentRequest.newBuilder()
                .setAction(action)
                .setRef("layer")
                .setExpected(digest.value())
                .setTotal(total)
                .build();
    }

    @Test
    void blobIsWrittenInPiecesAndSeenOnlyWhenItIsWhole() throws IOException {
        List<WriteContentResponse> answers = write(
                expecting(WriteAction.STAT, HELLO, 5),
                request(WriteAction.WRITE, 0, "he"),
                request(WriteAction.WRITE, 2, "llo"),
                expecting(WriteAction.COMMIT, HELLO, 5));

        assertThat(answers).extracting(WriteContentResponse::getOffset).containsExactly(0L, 2L, 5L, 5L);
        assertThat(answers.get(3).getDigest()).isEqualTo(HELLO.value());
        assertThat(Files.readString(layout.blobs().file(HELLO))).isEqualTo("hello");
        assertThat(files()).hasSize(1);
    }

    @Test
    void writeThatBeginsAnewForgetsWhatCameBefore() throws IOException {
        write(
                request(WriteAction.WRITE, 0, "wrong"),
                request(WriteAction.WRITE, 0, "hello"),
                expecting(WriteAction.COMMIT, HELLO, 5));
        assertThat(Files.readString(layout.blobs().file(HELLO))).isEqualTo("hello");
    }

    @Test
    void blobThatIsHereAlreadyIsNotSentAgain() {
        TestLayouts.blob(layout, "hello");
        assertThatThrownBy(() -> write(expecting(WriteAction.STAT, HELLO, 5)))
                .hasRootCauseMessage("ALREADY_EXISTS: the blob " + HELLO + " is here already");
    }

    @Test
    void wrongOrBrokenBlobLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> write(request(WriteAction.WRITE, 0, "hullo"), expecting(WriteAction.COMMIT, HELLO, 5)))
                .rootCause()
                .hasMessageContaining("has other content");
        assertThatThrownBy(() -> write(request(WriteAction.WRITE, 0, "he"), expecting(WriteAction.COMMIT, HELLO, 5)))
                .rootCause()
                .hasMessageContaining("has 2 bytes instead of 5");
        assertThatThrownBy(() -> write(request(WriteAction.WRITE, 7, "he")))
                .rootCause()
                .hasMessageContaining("OUT_OF_RANGE");
        write(request(WriteAction.WRITE, 0, "he"));
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(layout.folder())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void bigBlobIsReadWholeAndInParts() {
        String content = "0123456789".repeat(300_000);
        Digest digest = TestLayouts.blob(layout, content);

        assertThat(read(digest, 0, 0)).isEqualTo(content);
        assertThat(read(digest, 2_999_995, 0)).isEqualTo("56789");
        assertThat(read(digest, 5, 7)).isEqualTo("5678901");
    }

    private String read(Digest digest, long offset, long size) {
        Iterator<ReadContentResponse> answers = store.read(ReadContentRequest.newBuilder()
                .setDigest(digest.value())
                .setOffset(offset)
                .setSize(size)
                .build());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answers.forEachRemaining(answer -> bytes.writeBytes(answer.getData().toByteArray()));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sizeOfABlobIsKnownAndLabelsAreTaken() {
        Digest digest = TestLayouts.blob(layout, "hello");
        InfoRequest request = InfoRequest.newBuilder().setDigest(digest.value()).build();
        assertThat(store.info(request).getInfo().getSize()).isEqualTo(5);
        Info info = Info.newBuilder().setDigest(digest.value()).build();
        assertThat(store.update(UpdateRequest.newBuilder().setInfo(info).build())
                        .getInfo()
                        .getSize())
                .isEqualTo(5);
        assertThat(store.abort(AbortRequest.getDefaultInstance())).isNotNull();
    }

    @Test
    void whatIsNotHereIsNotFound() {
        InfoRequest info = InfoRequest.newBuilder().setDigest(HELLO.value()).build();
        assertThat(code(() -> store.info(info))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(code(() -> read(HELLO, 0, 0))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(code(() -> store.status(StatusRequest.getDefaultInstance()))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(code(() -> ContentGrpc.newBlockingStub(channel("other")).info(info)))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(code(() ->
                        store.info(InfoRequest.newBuilder().setDigest("../x").build())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private static Status.Code code(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return Objects.requireNonNull(e.getStatus()).getCode();
        }
        return Status.Code.OK;
    }
}
