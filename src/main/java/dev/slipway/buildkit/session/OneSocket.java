package dev.slipway.buildkit.session;

import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.transport.StreamSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ServerSocketFactory;

/**
 * A server socket that accepts one connection, which is there already, and then waits until it is closed.
 *
 * <p>It accepts when the other side begins to speak: of one that never does, grpc-java would complain in the log.
 */
final class OneSocket extends ServerSocket {

    private final ByteStream stream;
    private final Runnable onSilence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param onSilence run when the other side hangs up before it has said anything */
    OneSocket(ByteStream stream, Runnable onSilence) throws IOException {
        this.stream = stream;
        this.onSilence = onSilence;
    }

    /** What grpc-java asks for a server socket. */
    ServerSocketFactory factory() {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket() {
                return OneSocket.this;
            }

            @Override
            public ServerSocket createServerSocket(int port) {
                return OneSocket.this;
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                return OneSocket.this;
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
                return OneSocket.this;
            }
        };
    }

    @Override
    public Socket accept() throws IOException {
        if (!asked.getAndSet(true)) {
            PushbackInputStream input = new PushbackInputStream(stream.input(), 1);
            if (speaks(input)) {
                return new StreamSocket(new Begun(stream, input));
            }
            onSilence.run();
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("closed");
    }

    private static boolean speaks(PushbackInputStream input) {
        try {
            int first = input.read();
            if (first >= 0) {
                input.unread(first);
            }
            return first >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void bind(SocketAddress endpoint, int backlog) {}

    @Override
    public void bind(SocketAddress endpoint) {}

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        super.close();
    }

    /** A stream of which something was read and given back. */
    private record Begun(ByteStream stream, InputStream input) implements ByteStream {

        @Override
        public OutputStream output() {
            return stream.output();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
