package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A socket before the engine's own, which counts what passes and can die as an engine dies. */
public final class SocketRelay implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final Path socket;
    private final ServerSocketChannel server;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    /** @param socket where it listens; must not exist */
    public SocketRelay(Path socket) {
        this.socket = socket;
        try {
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("slipway-test-relay", this::accept);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(
                        Path.of(EngineClients.configuredHost().getPath())));
                open.add(client);
                open.add(engine);
                start("slipway-test-relay-in", () -> copy(client, engine, sent));
                start("slipway-test-relay-out", () -> copy(engine, client, new AtomicLong()));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void copy(SocketChannel from, SocketChannel to, AtomicLong count) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try (from;
                to) {
            while (from.read(buffer.clear()) >= 0) {
                count.addAndGet(buffer.flip().remaining());
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // the other direction closed both
        }
    }

    /** As {@code DOCKER_HOST} writes it. */
    public URI uri() {
        return URI.create("unix://" + socket);
    }

    /** Bytes that went to the engine until now. */
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        die();
    }

    /** Ends all connections and listens no longer, as an engine that is killed. */
    public void die() {
        try {
            server.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
