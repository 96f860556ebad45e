package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.content.WriteAction;
import dev.slipway.buildkit.wire.content.WriteContentRequest;
import dev.slipway.buildkit.wire.content.WriteContentResponse;
import dev.slipway.image.Digest;
import dev.slipway.layout.BlobDraft;
import dev.slipway.layout.Blobs;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a blob from the daemon; one that breaks off leaves nothing behind. */
final class BlobReceiver implements StreamObserver<WriteContentRequest> {

    private final Supplier<Blobs> store;
    private final ServerCallStreamObserver<WriteContentResponse> responses;
    private @Nullable BlobDraft draft;
    private String expected = "";
    private long total;
    private boolean failed;

    /** @param store asked when something is written, in the context of the call */
    BlobReceiver(Supplier<Blobs> store, ServerCallStreamObserver<WriteContentResponse> responses) {
        this.store = store;
        this.responses = responses;
        responses.setOnCancelHandler(this::discard);
    }

    @Override
    public void onNext(WriteContentRequest request) {
        if (failed) {
            return;
        }
        try {
            responses.onNext(handled(request));
        } catch (IOException | RuntimeException e) {
            failed = true;
            discard();
            responses.onError(ContentService.failure(e));
        }
    }

    private synchronized WriteContentResponse handled(WriteContentRequest request) throws IOException {
        note(request);
        BlobDraft current = draft();
        if (request.getAction() != WriteAction.STAT) {
            append(current, request);
        }
        WriteContentResponse.Builder response = WriteContentResponse.newBuilder()
                .setAction(request.getAction())
                .setOffset(current.written())
                .setTotal(total);
        if (request.getAction() == WriteAction.COMMIT) {
            response.setDigest(commit(current).value());
        }
        return response.build();
    }

    private void note(WriteContentRequest request) {
        total = request.getTotal() > 0 ? request.getTotal() : total;
        if (!request.getExpected().isEmpty() && !request.getExpected().equals(expected)) {
            expected = request.getExpected();
            if (store.get().has(Digest.parse(expected))) {
                throw Status.ALREADY_EXISTS
                        .withDescription("the blob " + expected + " is here already")
                        .asRuntimeException();
            }
        }
    }

    private BlobDraft draft() throws IOException {
        BlobDraft current = draft;
        if (current == null) {
            current = store.get().draft();
            draft = current;
        }
        return current;
    }

    private static void append(BlobDraft draft, WriteContentRequest request) throws IOException {
        if (request.getData().isEmpty()) {
            return;
        }
        if (request.getOffset() == 0 && draft.written() > 0) {
            draft.restart();
        }
        if (request.getOffset() != draft.written()) {
            throw Status.OUT_OF_RANGE
                    .withDescription("the next byte is " + draft.written() + " and not " + request.getOffset())
                    .asRuntimeException();
        }
        draft.write(request.getData().asReadOnlyByteBuffer());
    }

    private Digest commit(BlobDraft current) throws IOException {
        if (total > 0 && total != current.written()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("the blob has " + current.written() + " bytes instead of " + total)
                    .asRuntimeException();
        }
        if (expected.isEmpty()) {
            return current.commit();
        }
        Digest digest = Digest.parse(expected);
        current.commit(digest);
        return digest;
    }

    @Override
    public void onError(Throwable failure) {
        discard();
    }

    @Override
    public void onCompleted() {
        discard();
        if (!failed) {
            responses.onCompleted();
        }
    }

    private synchronized void discard() {
        try {
            if (draft != null) {
                draft.close();
            }
        } catch (IOException e) {
            // the next build sweeps drafts away
        }
    }
}
