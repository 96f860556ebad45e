package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A long line to a server of this machine: all bytes arrive half a round trip later, in order, and as many at a time as
 * without it. To connect takes a round trip.
 */
public final class DelayedLine implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    /** So much is under way in one direction of one connection at most: 16 MB. */
    private static final int MOST_CHUNKS = 256;

    /**
     * Some bytes that are under way.
     *
     * @param due   when they arrive, as {@link System#nanoTime()} counts
     * @param bytes none at the end of the stream
     */
    private record Chunk(long due, ByteBuffer bytes) {

        boolean isEnd() {
            return !bytes.hasRemaining();
        }
    }

    private final InetSocketAddress server;
    private volatile long oneWay;
    private final ServerSocketChannel door;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(DelayedLine::daemon);

    private DelayedLine(InetSocketAddress server, Duration roundTrip) throws IOException {
        this.server = server;
        roundTrip(roundTrip);
        this.door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress(loopback(), 0));
        threads.execute(this::accept);
    }

    /**
     * Opens a line to a server, which stays the caller's to close.
     *
     * @param port      of the server, which listens at 127.0.0.1
     * @param roundTrip how long the answer to a request takes longer than without the line
     */
    public static DelayedLine to(int port, Duration roundTrip) {
        try {
            return new DelayedLine(new InetSocketAddress(loopback(), port), roundTrip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "delayed-line");
        thread.setDaemon(true);
        return thread;
    }

    /** Changes how long it is, for what is sent from now on. */
    public void roundTrip(Duration roundTrip) {
        oneWay = roundTrip.toNanos() / 2;
    }

    /** The port of 127.0.0.1 at which the line begins. */
    public int port() {
        return door.socket().getLocalPort();
    }

    /** Host and port, as references begin. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(SocketChannel client) throws IOException {
        long connected = System.nanoTime() + 2 * oneWay;
        SocketChannel far;
        try {
            far = SocketChannel.open(server);
        } catch (IOException e) {
            client.close(); // as a server that went away
            return;
        }
        AtomicInteger directions = new AtomicInteger(2);
        for (SocketChannel channel : new SocketChannel[] {client, far}) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            open.add(channel);
        }
        carry(client, far, connected, directions);
        carry(far, client, connected, directions);
    }

    /** @param directions of the connection that have not ended yet */
    private void carry(SocketChannel from, SocketChannel to, long connected, AtomicInteger directions) {
        BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(MOST_CHUNKS);
        threads.execute(() -> read(from, connected, underWay));
        threads.execute(() -> {
            write(underWay, to);
            if (directions.decrementAndGet() == 0) {
                hangUp(from);
                hangUp(to);
            }
        });
    }

    private void read(SocketChannel from, long connected, BlockingQueue<Chunk> underWay) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
        try {
            try {
                while (from.read(buffer.clear()) >= 0) {
                    ByteBuffer bytes = ByteBuffer.allocate(buffer.flip().remaining());
                    underWay.put(new Chunk(due(connected), bytes.put(buffer).flip()));
                }
            } catch (IOException e) {
                hangUp(from);
            }
            underWay.put(new Chunk(due(connected), ByteBuffer.allocate(0)));
        } catch (InterruptedException e) {
            hangUp(from);
        }
    }

    private long due(long connected) {
        return Math.max(System.nanoTime(), connected) + oneWay;
    }

    private void write(BlockingQueue<Chunk> underWay, SocketChannel to) {
        try {
            for (Chunk chunk = underWay.take(); !chunk.isEnd(); chunk = underWay.take()) {
                awaitNanoTime(chunk.due());
                deliver(chunk.bytes(), to);
            }
            if (to.isOpen()) {
                to.shutdownOutput();
            }
        } catch (IOException | InterruptedException e) {
            hangUp(to);
        }
    }

    /** What comes after the receiver hung up is lost, but still taken from the sender. */
    private void deliver(ByteBuffer bytes, SocketChannel to) {
        try {
            while (to.isOpen() && bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            hangUp(to);
        }
    }

    private static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void hangUp(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::hangUp);
    }
}
