package dev.slipway.testing;

import dev.slipway.endpoint.DaemonEndpoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A stand-in for a container engine that answers what a test has laid down: what a real engine cannot be made to say.
 *
 * <p>Without anything laid down it tells its version, and that it knows no image.
 */
public final class FakeDaemon implements AutoCloseable {

    /** An id that its images may have. */
    public static final String IMAGE_ID = "sha256:" + "5".repeat(64);

    private record Link(InputStream in, OutputStream out, Closeable socket) implements Closeable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private interface Door {
        Link accept() throws IOException;
    }

    private final URI uri;
    private final Closeable listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeDaemon::daemon);
    private final Map<String, FakeDaemonAnswer> answers = new LinkedHashMap<>();
    private final List<FakeDaemonRequest> requests = new CopyOnWriteArrayList<>();

    private FakeDaemon(URI uri, Closeable listener, Door door) {
        this.uri = uri;
        this.listener = listener;
        on("GET /version", FakeDaemonAnswer.json(200, "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\"}"));
        threads.execute(() -> serve(door));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-daemon");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts one that listens at a loopback port. */
    public static FakeDaemon start() {
        try {
            return at(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that speaks TLS. */
    public static FakeDaemon startTls(SSLContext context, boolean needsClientCertificate) {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setNeedClientAuth(needsClientCertificate);
            return at(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FakeDaemon at(ServerSocket server) {
        URI uri = URI.create("tcp://127.0.0.1:" + server.getLocalPort());
        return new FakeDaemon(uri, server, () -> {
            Socket socket = server.accept();
            return new Link(socket.getInputStream(), socket.getOutputStream(), socket);
        });
    }

    /** Starts one that listens at a socket file. */
    public static FakeDaemon startAt(Path socket) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            return new FakeDaemon(URI.create("unix://" + socket), server, () -> {
                SocketChannel channel = server.accept();
                return new Link(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lays down an answer.
     *
     * @param call method and path without a query, such as {@code POST /build}
     */
    public FakeDaemon on(String call, FakeDaemonAnswer answer) {
        answers.put(call, answer);
        return this;
    }

    /** Lays down the image that builds make. */
    public FakeDaemon holdingImage(String name) {
        return on(
                "GET /images/" + name + "/json",
                FakeDaemonAnswer.json(
                        200,
                        "{\"Id\":\"%s\",\"Os\":\"linux\",\"Architecture\":\"amd64\",\"Size\":7}".formatted(IMAGE_ID)));
    }

    private void serve(Door door) {
        while (!threads.isShutdown()) {
            try {
                Link link = door.accept();
                threads.execute(() -> serve(link));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Link link) {
        try (link) {
            InputStream in = new BufferedInputStream(link.in());
            FakeDaemonRequest request = read(in, link.out());
            if (request != null) {
                requests.add(request);
                OutputStream out = new BufferedOutputStream(link.out());
                answers.getOrDefault(request.method() + " " + request.path(), missing(request))
                        .answer(request, in, out);
            }
        } catch (IOException e) {
            // the client hung up, which some tests are about
        }
    }

    private static FakeDaemonRequest read(InputStream in, OutputStream out) throws IOException {
        try {
            return FakeDaemonRequest.read(in);
        } catch (ProtocolException e) {
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n400 Bad Request".getBytes(StandardCharsets.US_ASCII));
            throw e;
        }
    }

    private static FakeDaemonAnswer missing(FakeDaemonRequest request) {
        return FakeDaemonAnswer.json(404, "{\"message\":\"No such image: " + request.path() + "\"}");
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** Where it listens, as if the variable {@code DOCKER_HOST} said so. */
    public DaemonEndpoint endpoint() {
        return new DaemonEndpoint(uri, null, false, "DOCKER_HOST");
    }

    /** What it was asked so far. */
    public List<FakeDaemonRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
