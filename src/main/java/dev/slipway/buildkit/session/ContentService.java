package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.content.AbortRequest;
import dev.slipway.buildkit.wire.content.AbortResponse;
import dev.slipway.buildkit.wire.content.ContentGrpc;
import dev.slipway.buildkit.wire.content.Info;
import dev.slipway.buildkit.wire.content.InfoRequest;
import dev.slipway.buildkit.wire.content.InfoResponse;
import dev.slipway.buildkit.wire.content.ReadContentRequest;
import dev.slipway.buildkit.wire.content.ReadContentResponse;
import dev.slipway.buildkit.wire.content.StatusRequest;
import dev.slipway.buildkit.wire.content.StatusResponse;
import dev.slipway.buildkit.wire.content.UpdateRequest;
import dev.slipway.buildkit.wire.content.UpdateResponse;
import dev.slipway.buildkit.wire.content.WriteContentRequest;
import dev.slipway.buildkit.wire.content.WriteContentResponse;
import dev.slipway.image.Digest;
import dev.slipway.layout.Blobs;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/**
 * Lets the daemon read and write the blobs of layouts: results ({@code export}), caches ({@code local:FOLDER}) and
 * images that a build takes files from ({@code oci:KEY}).
 *
 * @see <a href="https://github.com/containerd/containerd/blob/main/api/services/content/v1/content.proto">containerd's content service</a>
 */
public final class ContentService implements BindableService {

    /** The store that a result goes to with the exporter {@code oci} and {@code tar=false}. */
    public static final String EXPORT = "export";

    private final Map<String, Blobs> stores;
    private final RequestMetadata storeId = new RequestMetadata("buildkit-attachable-store-id");

    /** @param stores the blobs of layouts, by the ids that the daemon knows them by */
    public ContentService(Map<String, Blobs> stores) {
        this.stores = Map.copyOf(stores);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerInterceptors.intercept(new Calls(), storeId);
    }

    private Blobs store() {
        Blobs store = stores.get(storeId.current());
        if (store == null) {
            throw Status.NOT_FOUND
                    .withDescription("there is no store '" + storeId.current() + "'")
                    .asRuntimeException();
        }
        return store;
    }

    private final class Calls extends ContentGrpc.ContentImplBase {

        @Override
        public void info(InfoRequest request, StreamObserver<InfoResponse> responses) {
            answer(
                    responses,
                    () -> InfoResponse.newBuilder()
                            .setInfo(infoOf(request.getDigest()))
                            .build());
        }

        /** Labels say where a blob comes from; nobody asks us for them. */
        @Override
        public void update(UpdateRequest request, StreamObserver<UpdateResponse> responses) {
            answer(
                    responses,
                    () -> UpdateResponse.newBuilder()
                            .setInfo(infoOf(request.getInfo().getDigest()))
                            .build());
        }

        private Info infoOf(String digest) throws IOException {
            return Info.newBuilder()
                    .setDigest(digest)
                    .setSize(store().size(Digest.parse(digest)))
                    .build();
        }

        @Override
        public void read(ReadContentRequest request, StreamObserver<ReadContentResponse> responses) {
            try {
                new BlobSender(store().open(Digest.parse(request.getDigest())), request, (ServerCallStreamObserver<
                                        ReadContentResponse>)
                                responses)
                        .start();
            } catch (IOException | RuntimeException e) {
                responses.onError(failure(e));
            }
        }

        @Override
        public StreamObserver<WriteContentRequest> write(StreamObserver<WriteContentResponse> responses) {
            return new BlobReceiver(
                    ContentService.this::store, (ServerCallStreamObserver<WriteContentResponse>) responses);
        }

        /** A write that ends without a commit leaves nothing that could be gone on with. */
        @Override
        public void status(StatusRequest request, StreamObserver<StatusResponse> responses) {
            responses.onError(Status.NOT_FOUND
                    .withDescription("nothing is being written as " + request.getRef())
                    .asRuntimeException());
        }

        @Override
        public void abort(AbortRequest request, StreamObserver<AbortResponse> responses) {
            answer(responses, AbortResponse::getDefaultInstance);
        }
    }

    /** Something that may find that a file is missing. */
    @FunctionalInterface
    private interface Answer<T> {
        T get() throws IOException;
    }

    private static <T> void answer(StreamObserver<T> responses, Answer<T> answer) {
        try {
            responses.onNext(answer.get());
            responses.onCompleted();
        } catch (IOException | RuntimeException e) {
            responses.onError(failure(e));
        }
    }

    /** What the daemon understands: a blob that is missing is no failure of ours. */
    static StatusRuntimeException failure(Exception failure) {
        if (failure instanceof StatusRuntimeException known) {
            return known;
        }
        Status status = failure instanceof NoSuchFileException
                ? Status.NOT_FOUND
                : failure instanceof IllegalArgumentException ? Status.INVALID_ARGUMENT : Status.INTERNAL;
        return status.withDescription(String.valueOf(failure.getMessage()))
                .withCause(failure)
                .asRuntimeException();
    }
}
