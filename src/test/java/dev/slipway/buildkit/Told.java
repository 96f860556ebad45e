package dev.slipway.buildkit;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.control.Position;
import dev.slipway.buildkit.wire.control.Range;
import dev.slipway.buildkit.wire.control.SourceInfo;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.buildkit.wire.control.Timestamp;
import dev.slipway.buildkit.wire.control.Vertex;
import dev.slipway.buildkit.wire.control.VertexLog;
import dev.slipway.buildkit.wire.control.VertexStatus;
import dev.slipway.buildkit.wire.control.VertexWarning;

/** Messages as a daemon sends them; times are milliseconds from some moment on. */
final class Told {

    private Told() {}

    static Vertex.Builder vertex(String digest, String name) {
        return Vertex.newBuilder().setDigest(digest).setName(name);
    }

    static Vertex.Builder begun(String digest, String name, long start) {
        return vertex(digest, name).setStarted(time(start));
    }

    static Vertex.Builder ended(String digest, String name, long start, long end) {
        return begun(digest, name, start).setCompleted(time(end));
    }

    static StatusResponse message(Vertex.Builder... vertices) {
        StatusResponse.Builder response = StatusResponse.newBuilder();
        for (Vertex.Builder vertex : vertices) {
            response.addVertexes(vertex);
        }
        return response.build();
    }

    static StatusResponse output(String digest, long stream, long at, String piece) {
        return output(digest, stream, at, ByteString.copyFromUtf8(piece));
    }

    static StatusResponse output(String digest, long stream, long at, ByteString piece) {
        return StatusResponse.newBuilder()
                .addLogs(log(digest, stream, at, piece))
                .build();
    }

    static VertexLog.Builder log(String digest, long stream, long at, ByteString piece) {
        return VertexLog.newBuilder()
                .setVertex(digest)
                .setStream(stream)
                .setTimestamp(time(at))
                .setMsg(piece);
    }

    static VertexStatus.Builder status(String digest, String id, long current, long total) {
        return VertexStatus.newBuilder()
                .setVertex(digest)
                .setId(id)
                .setCurrent(current)
                .setTotal(total)
                .setStarted(time(0))
                .setTimestamp(time(400));
    }

    static StatusResponse warning(int level, String text, int line) {
        return StatusResponse.newBuilder()
                .addWarnings(VertexWarning.newBuilder()
                        .setLevel(level)
                        .setShort(ByteString.copyFromUtf8(text))
                        .setUrl("https://docs.docker.com/go/rule/")
                        .setInfo(SourceInfo.newBuilder().setFilename("Dockerfile.agent"))
                        .addRanges(Range.newBuilder()
                                .setStart(Position.newBuilder().setLine(line))))
                .build();
    }

    static Timestamp time(long millis) {
        long all = 1_790_000_000_000L + millis;
        return Timestamp.newBuilder()
                .setSeconds(all / 1000)
                .setNanos((int) (all % 1000) * 1_000_000)
                .build();
    }
}
