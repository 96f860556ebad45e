package dev.slipway.buildkit.session;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.secrets.GetSecretRequest;
import dev.slipway.buildkit.wire.secrets.GetSecretResponse;
import dev.slipway.buildkit.wire.secrets.SecretsGrpc;
import dev.slipway.engine.EngineException;
import dev.slipway.failure.SlipwayException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Hands out build secrets. A value is read when the daemon asks for it, and is in no message, log or text form.
 *
 * <p>A secret that is not here is «not found», with which a step goes on that does not require it.
 */
public final class SecretsService extends SecretsGrpc.SecretsImplBase {

    /** The longest value that BuildKit takes, in bytes. */
    public static final int MAX_BYTES = 500 * 1024;

    private final Map<String, Supplier<byte[]>> values;
    private final KeptFailure failure = new KeptFailure();

    /** @param values what reads a secret's value, by the id that the Dockerfile uses; asked by several threads */
    public SecretsService(Map<String, Supplier<byte[]>> values) {
        this.values = new TreeMap<>(values);
    }

    @Override
    public void getSecret(GetSecretRequest request, StreamObserver<GetSecretResponse> responses) {
        GetSecretResponse response;
        try {
            response = GetSecretResponse.newBuilder()
                    .setData(ByteString.copyFrom(value(request.getId())))
                    .build();
        } catch (SlipwayException e) {
            failure.keep(e);
            responses.onError(
                    Status.FAILED_PRECONDITION.withDescription(e.getMessage()).asRuntimeException());
            return;
        } catch (StatusRuntimeException e) {
            responses.onError(e);
            return;
        }
        responses.onNext(response);
        responses.onCompleted();
    }

    private byte[] value(String id) {
        Supplier<byte[]> source = values.get(id);
        if (source == null) {
            throw Status.NOT_FOUND
                    .withDescription("secret " + id + " not found")
                    .asRuntimeException();
        }
        byte[] value = source.get();
        if (value.length > MAX_BYTES) {
            throw new EngineException(
                    "Cannot hand over the secret '" + id + "'",
                    "it has " + value.length + " bytes, and BuildKit takes at most " + MAX_BYTES,
                    "Hand over less, such as a token with which the step fetches the rest.",
                    null);
        }
        return value;
    }

    /** The first thing that went wrong on our side while a secret was read. */
    public Optional<SlipwayException> failure() {
        return failure.first();
    }
}
