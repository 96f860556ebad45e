package dev.slipway.testing;

import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.transport.ChannelStream;
import dev.slipway.buildkit.transport.StreamSocket;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.endpoint.DaemonEndpoint;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for a BuildKit daemon that speaks its real protocol: gRPC, sessions with a second HTTP/2 inside, and the
 * upgrade that a Docker daemon wants. What a build does is up to the test.
 */
public final class FakeBuildKit implements AutoCloseable {

    /** What a build does. */
    @FunctionalInterface
    public interface Build {

        /** Runs the build; fails it with a {@link io.grpc.StatusRuntimeException}. */
        SolveResponse run(SolveRequest request, FakeBuildKitBuild build) throws Exception;
    }

    private interface Door {
        ByteStream accept() throws IOException;
    }

    private final URI uri;
    private final Closeable listener;
    private final Door door;
    private final boolean wantsUpgrade;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeBuildKit::daemon);
    private final FakeControl control = new FakeControl();
    private final AcceptedSockets accepted;
    private final List<ByteStream> open = new ArrayList<>();
    private final Server server;
    private @Nullable Path certificates;

    private FakeBuildKit(URI uri, Closeable listener, Door door, boolean wantsUpgrade) {
        this.uri = uri;
        this.listener = listener;
        this.door = door;
        this.wantsUpgrade = wantsUpgrade;
        try {
            accepted = new AcceptedSockets();
            server = OkHttpServerBuilder.forPort(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            InsecureServerCredentials.create())
                    .socketFactory(accepted.factory())
                    .maxInboundMetadataSize(4 * 1024 * 1024)
                    .executor(threads)
                    .transportExecutor(threads)
                    .intercept(new FakeControl.Headers())
                    .addService(control)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-buildkit");
        thread.setDaemon(true);
        return thread;
    }

    /** A daemon of its own: HTTP/2 from the first byte on. */
    public static FakeBuildKit at(Path socket) {
        return at(socket, false);
    }

    /** A Docker daemon: HTTP/2 after {@code POST /grpc}. */
    public static FakeBuildKit inDockerAt(Path socket) {
        return at(socket, true);
    }

    private static FakeBuildKit at(Path socket, boolean wantsUpgrade) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            return new FakeBuildKit(
                    URI.create("unix://" + socket), server, () -> new ChannelStream(server.accept()), wantsUpgrade);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One that speaks TLS at a loopback port.
     *
     * @param needsClient  whether it lets only clients with a certificate in
     * @param wantsUpgrade as a Docker daemon
     */
    public static FakeBuildKit overTls(SSLContext context, boolean needsClient, boolean wantsUpgrade) {
        try {
            SSLServerSocket server = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setNeedClientAuth(needsClient);
            return overTcp(server, wantsUpgrade);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One at a loopback port, without TLS. */
    public static FakeBuildKit overTcp() {
        try {
            return overTcp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FakeBuildKit overTcp(ServerSocket server, boolean wantsUpgrade) {
        URI uri = URI.create("tcp://127.0.0.1:" + server.getLocalPort());
        return new FakeBuildKit(uri, server, () -> SocketEnd.of(server.accept()), wantsUpgrade);
    }

    private void serve() {
        while (!threads.isShutdown()) {
            try {
                ByteStream stream = door.accept();
                synchronized (open) {
                    open.add(stream);
                }
                threads.execute(() -> begin(stream));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void begin(ByteStream stream) {
        try {
            if (wantsUpgrade) {
                upgrade(stream);
            }
            accepted.add(new StreamSocket(stream));
        } catch (IOException e) {
            // the client hung up, or does not trust us
        }
    }

    private static void upgrade(ByteStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = stream.input().read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        String answer = head.toString().startsWith("POST /grpc HTTP/1.1\r\n")
                        && head.toString().contains("\r\nUpgrade: h2c\r\n")
                ? "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        stream.output().write(answer.getBytes(StandardCharsets.US_ASCII));
        stream.output().flush();
    }

    /** Says what builds do; before that they end at once with an image. */
    public FakeBuildKit onBuild(Build build) {
        control.onBuild(build);
        return this;
    }

    /** The session of this id, when it has come. */
    public FakeBuildKitSession session(String id) {
        return control.session(id);
    }

    /** Where clients find TLS files; without them the endpoint does not use TLS. */
    public FakeBuildKit certificates(Path folder) {
        certificates = folder;
        return this;
    }

    /** Where it listens, as if {@code BUILDKIT_HOST} said so. */
    public DaemonEndpoint endpoint() {
        return new DaemonEndpoint(uri, certificates, certificates != null, "BUILDKIT_HOST");
    }

    /** Ends all connections at once, as a process that is killed. */
    public void die() {
        closeQuietly(listener);
        synchronized (open) {
            open.forEach(FakeBuildKit::closeQuietly);
        }
    }

    @Override
    public void close() {
        die();
        control.close();
        server.shutdownNow();
        try {
            server.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    private record SocketEnd(Socket socket, InputStream input, OutputStream output) implements ByteStream {

        static SocketEnd of(Socket socket) throws IOException {
            return new SocketEnd(socket, socket.getInputStream(), socket.getOutputStream());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
