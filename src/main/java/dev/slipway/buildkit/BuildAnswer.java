package dev.slipway.buildkit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/**
 * What a Docker daemon answers to a posted build: lines of JSON with BuildKit's own messages inside, the image's id,
 * and maybe an error.
 *
 * @param progress receives BuildKit's messages
 */
record BuildAnswer(StreamObserver<StatusResponse> progress) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIGEST = "containerimage.digest";

    /**
     * Reads to the end.
     *
     * @throws StatusRuntimeException if the build failed
     * @throws IOException            if the connection breaks
     */
    SolveResponse read(InputStream body) throws IOException {
        SolveResponse.Builder response = SolveResponse.newBuilder();
        try (MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(body)) {
            while (lines.hasNextValue()) {
                line(lines.nextValue(), response);
            }
        } catch (JacksonException e) {
            throw new IOException("the engine's answer to POST /build is not JSON", e);
        }
        return response.build();
    }

    private void line(JsonNode line, SolveResponse.Builder response) throws InvalidProtocolBufferException {
        switch (line.path("id").asText()) {
            case "moby.buildkit.trace" ->
                progress.onNext(StatusResponse.parseFrom(
                        Base64.getDecoder().decode(line.path("aux").asText())));
            case "moby.image.id" ->
                response.putExporterResponse(DIGEST, line.path("aux").path("ID").asText());
            default -> failIfError(line);
        }
    }

    private static void failIfError(JsonNode line) {
        String words = line.path("errorDetail")
                .path("message")
                .asText(line.path("error").asText());
        if (!words.isEmpty()) {
            throw Status.UNKNOWN.withDescription(words).asRuntimeException();
        }
    }

    /** What a daemon says in the body of an error. */
    static String message(String body) {
        try {
            return JSON.readTree(body).path("message").asText(body);
        } catch (JacksonException e) {
            return body;
        }
    }
}
