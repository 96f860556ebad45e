package dev.slipway.buildkit;

import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.transport.Dial;
import dev.slipway.buildkit.transport.StreamSocketFactory;
import dev.slipway.buildkit.transport.Upgrade;
import dev.slipway.buildkit.wire.control.ControlGrpc;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusRequest;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.endpoint.DaemonEndpoint;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A connection to the control service of a BuildKit daemon. */
final class ControlConnection implements Solver {

    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
    private static final int MAX_HEADER_BYTES = 1024 * 1024;
    private static final long CLOSE_SECONDS = 2;

    private final ManagedChannel channel;

    private ControlConnection(ManagedChannel channel) {
        this.channel = channel;
    }

    /** A connection that a Docker daemon offers at {@code /grpc}. */
    static ControlConnection toDocker(DaemonEndpoint endpoint) {
        Dial dial = new Dial(endpoint);
        return over(() -> upgraded(dial));
    }

    /** A connection to a daemon that speaks HTTP/2 from the first byte on. */
    static ControlConnection direct(DaemonEndpoint endpoint) {
        return over(new Dial(endpoint)::open);
    }

    private static ByteStream upgraded(Dial dial) throws IOException {
        ByteStream stream = dial.open();
        try {
            new Upgrade(dial.basePath() + "/grpc").on(stream);
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private static ControlConnection over(StreamSocketFactory.Dialer dialer) {
        ManagedChannel channel = OkHttpChannelBuilder.forAddress("localhost", 1)
                .socketFactory(new StreamSocketFactory(dialer))
                .proxyDetector(address -> null)
                .overrideAuthority("localhost")
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .disableRetry()
                .usePlaintext()
                .build();
        return new ControlConnection(channel);
    }

    ControlGrpc.ControlBlockingStub blocking() {
        return ControlGrpc.newBlockingStub(channel);
    }

    ControlGrpc.ControlFutureStub future() {
        return ControlGrpc.newFutureStub(channel);
    }

    ControlGrpc.ControlStub async() {
        return ControlGrpc.newStub(channel);
    }

    @Override
    public Session session(String name, String sharedKey, List<BindableService> services) throws IOException {
        return Session.open(async(), name, sharedKey, services);
    }

    @Override
    public Future<SolveResponse> solve(SolveRequest request, StreamObserver<StatusResponse> progress) {
        async().status(StatusRequest.newBuilder().setRef(request.getRef()).build(), progress);
        return future().solve(request);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
