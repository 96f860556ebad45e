package dev.slipway.buildkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.buildkit.wire.status.Any;
import dev.slipway.buildkit.wire.status.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Optional;

/**
 * What BuildKit says of a failed build beside its message.
 *
 * @see <a href="https://github.com/moby/buildkit/tree/master/solver/errdefs">BuildKit's typed errors</a>
 */
final class ErrorDetails {

    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final String SOURCE = "errdefs.Source";

    private ErrorDetails() {}

    /** The first line of the Dockerfile that the failure names. */
    static Optional<Integer> line(StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        byte[] details = trailers == null ? null : trailers.get(DETAILS);
        if (details == null) {
            return Optional.empty();
        }
        try {
            for (Any any : Status.parseFrom(details).getDetailsList()) {
                if (any.getTypeUrl().contains(SOURCE)) {
                    return line(any);
                }
            }
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> line(Any source) {
        try {
            JsonNode json = new ObjectMapper().readTree(source.getValue().toByteArray());
            int line = json.path("ranges").path(0).path("start").path("line").asInt();
            return line > 0 ? Optional.of(line) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
