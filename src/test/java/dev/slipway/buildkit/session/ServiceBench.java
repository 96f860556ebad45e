package dev.slipway.buildkit.session;

import dev.slipway.buildkit.transport.Dial;
import dev.slipway.buildkit.transport.StreamSocketFactory;
import dev.slipway.buildkit.wire.control.ControlGrpc;
import dev.slipway.testing.FakeBuildKit;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A service as a daemon reaches it: through a session. */
final class ServiceBench implements AutoCloseable {

    private final FakeBuildKit daemon;
    private final ManagedChannel toDaemon;
    private final Session session;

    ServiceBench(Path folder, BindableService service) throws IOException {
        daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
        toDaemon = OkHttpChannelBuilder.forAddress("localhost", 1)
                .socketFactory(new StreamSocketFactory(new Dial(daemon.endpoint())::open))
                .proxyDetector(address -> null)
                .overrideAuthority("localhost")
                .usePlaintext()
                .build();
        session = Session.open(ControlGrpc.newStub(toDaemon), "test", "test", List.of(service));
    }

    /** From the daemon to the service. */
    ManagedChannel channel() {
        return daemon.session(session.id()).channel();
    }

    @Override
    public void close() {
        session.close();
        toDaemon.shutdownNow();
        daemon.close();
    }
}
