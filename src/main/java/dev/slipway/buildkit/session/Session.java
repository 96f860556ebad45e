package dev.slipway.buildkit.session;

import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.transport.Upgrade;
import dev.slipway.buildkit.wire.control.ControlGrpc;
import io.grpc.Attributes;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A session: a gRPC server inside of a call to the daemon, through which it asks us for files, credentials and secrets
 * while it builds. May be closed from any thread, at any time.
 */
public final class Session implements AutoCloseable {

    private static final int MAX_HEADER_BYTES = 4 * 1024 * 1024;
    private static final long CLOSE_SECONDS = 2;

    private final SessionOffer offer;
    private final ByteStream stream;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ExecutorService threads;
    private final Server server;

    private Session(SessionOffer offer, ByteStream stream) throws IOException {
        this.offer = offer;
        this.stream = stream;
        this.threads = Executors.newCachedThreadPool(this::daemonThread);
        this.server = server(new OneSocket(stream, () -> ended.complete(null))).start();
    }

    /**
     * Opens a session by a call to the daemon's control service.
     *
     * @param control   the daemon
     * @param name      for people who look at the daemon
     * @param sharedKey the same for the same context on the same machine, so that the daemon finds the files of the
     *     last build again
     * @param services  what the daemon may ask for
     */
    public static Session open(
            ControlGrpc.ControlStub control, String name, String sharedKey, List<BindableService> services)
            throws IOException {
        SessionOffer offer = SessionOffer.of(name, sharedKey, services);
        SessionStream stream = new SessionStream();
        control.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(offer.metadata()))
                .session(stream);
        return over(offer, stream);
    }

    /**
     * Opens a session at {@code POST /session} of a Docker daemon, for builds by {@code POST /build}.
     *
     * @param stream   a connection of its own; the session closes it, also when it cannot be opened
     * @param basePath what goes before {@code /session}; mostly an empty text
     * @throws dev.slipway.buildkit.transport.UpgradeRefusedException if the daemon knows no sessions
     */
    public static Session openAt(
            ByteStream stream, String basePath, String name, String sharedKey, List<BindableService> services)
            throws IOException {
        SessionOffer offer = SessionOffer.of(name, sharedKey, services);
        try {
            new Upgrade(basePath + "/session", offer.headers()).on(stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
        return over(offer, stream);
    }

    private static Session over(SessionOffer offer, ByteStream stream) throws IOException {
        try {
            return new Session(offer, stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private Server server(OneSocket socket) {
        OkHttpServerBuilder builder = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .socketFactory(socket.factory())
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .maxInboundMessageSize(MAX_HEADER_BYTES)
                .transportExecutor(threads)
                .executor(threads)
                .addTransportFilter(new ServerTransportFilter() {
                    @Override
                    public void transportTerminated(Attributes attributes) {
                        ended.complete(null);
                    }
                });
        offer.services().forEach(builder::addService);
        return builder.build();
    }

    private Thread daemonThread(Runnable work) {
        Thread thread = new Thread(work, "slipway-session-" + offer.id());
        thread.setDaemon(true);
        return thread;
    }

    /** By which a build names the session. */
    public String id() {
        return offer.id();
    }

    /** Completes when the daemon can ask no more: it went away, or the session was closed. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Ends the session; services that still work are interrupted. */
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // there is nothing left to lose
        }
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        ended.complete(null);
    }
}
