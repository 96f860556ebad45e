package dev.slipway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * A port before an HTTP server that answers TLS in plain text at once, as registries do.
 *
 * <p>Engines try TLS first, even on loopback, and the JDK's server would wait for the end of a line that never comes:
 * ten seconds for each push. Docker's containerd store takes nothing but such an answer for a reason to go on without.
 */
final class PlainTextGate implements AutoCloseable {

    /** The first byte of a TLS handshake record (RFC 8446, section 5.1). */
    private static final int TLS_HANDSHAKE = 22;

    private static final byte[] PLAIN_TEXT =
            "HTTP/1.0 400 Bad Request\r\n\r\nThis is plain HTTP.\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Socket> clients = new ConcurrentHashMap<>();

    private PlainTextGate(ServerSocket door, InetSocketAddress server, ExecutorService threads) {
        this.door = door;
        this.server = server;
        this.threads = threads;
    }

    static PlainTextGate open(int port, InetSocketAddress server, ExecutorService threads) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        PlainTextGate gate = new PlainTextGate(new ServerSocket(port, 50, loopback), server, threads);
        threads.execute(gate::accept);
        return gate;
    }

    int port() {
        return door.getLocalPort();
    }

    /**
     * Resets a client's connection, so that it does not end but breaks.
     *
     * @param inner the port from which the server sees it come
     */
    void reset(int inner) throws IOException {
        Socket client = clients.get(inner);
        if (client != null) {
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new IllegalStateException("The gate at port " + port() + " broke", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket inner = new Socket(server.getAddress(), server.getPort())) {
            open.add(inner);
            clients.put(inner.getLocalPort(), client);
            client.setTcpNoDelay(true);
            inner.setTcpNoDelay(true);
            int first = client.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                refuse(client);
            } else if (first >= 0) {
                inner.getOutputStream().write(first);
                threads.execute(() -> pump(client, inner));
                pump(inner, client);
            }
            open.remove(inner);
            clients.remove(inner.getLocalPort());
        } catch (IOException e) {
            // whoever hung up needs no answer
        } finally {
            open.remove(client);
        }
    }

    private static void refuse(Socket client) throws IOException {
        client.getOutputStream().write(PLAIN_TEXT);
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Carries bytes until one side ends, and tells the other side so. */
    private static void pump(Socket from, Socket to) {
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            input.transferTo(output);
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use either way
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close port " + port(), e);
        }
        open.forEach(PlainTextGate::closeQuietly);
    }
}
