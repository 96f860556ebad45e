package dev.slipway.testing;

import dev.slipway.buildkit.transport.StreamSocketFactory;
import dev.slipway.buildkit.wire.control.BytesMessage;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** A client's session as a daemon sees it: a channel to the client's services, inside of a call. */
public final class FakeBuildKitSession {

    private final Metadata headers;
    private final FakeSessionStream stream;
    private final ManagedChannel channel;

    private FakeBuildKitSession(Metadata headers, FakeSessionStream stream) {
        this.headers = headers;
        this.stream = stream;
        this.channel = OkHttpChannelBuilder.forAddress("localhost", 1)
                .socketFactory(new StreamSocketFactory(() -> stream))
                .proxyDetector(address -> null)
                .overrideAuthority("localhost")
                .disableRetry()
                .usePlaintext()
                .build();
    }

    static FakeBuildKitSession over(ServerCallStreamObserver<BytesMessage> call, Metadata headers) {
        return new FakeBuildKitSession(headers, new FakeSessionStream(call));
    }

    StreamObserver<BytesMessage> incoming() {
        return stream;
    }

    /** To the services of the client. */
    public ManagedChannel channel() {
        return channel;
    }

    /** The id by which builds name it. */
    public String id() {
        return announced("uuid").get(0);
    }

    /** What the client said of itself under {@code x-docker-expose-session-…}. */
    public List<String> announced(String name) {
        Metadata.Key<String> key = Metadata.Key.of("x-docker-expose-session-" + name, Metadata.ASCII_STRING_MARSHALLER);
        return StreamSupport.stream(Objects.requireNonNull(headers.getAll(key)).spliterator(), false)
                .toList();
    }

    /** Lets the next message of the client wait, or not: a daemon that does not read. */
    public void reads(boolean isReading) {
        stream.reads(isReading);
    }

    /** Ends the session on the daemon's side. */
    public void close() {
        stream.close();
        channel.shutdownNow();
    }
}
