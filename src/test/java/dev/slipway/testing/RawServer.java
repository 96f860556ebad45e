package dev.slipway.testing;

import dev.slipway.endpoint.DaemonEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server at a loopback port that answers its first client with the same bytes whatever is asked. */
public final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final byte[] answer;
    private final boolean closes;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private RawServer(byte[] answer, boolean closes) {
        this.answer = answer;
        this.closes = closes;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that answers as soon as a request has come, and stays open. */
    public static RawServer answering(byte[] answer) {
        return new RawServer(answer, false);
    }

    /** One that answers as soon as a request has come, and hangs up. */
    public static RawServer answeringAndClosing(byte[] answer) {
        return new RawServer(answer, true);
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            InputStream input = socket.getInputStream();
            boolean answered = false;
            for (int next = input.read(); next >= 0; next = input.read()) {
                boolean hasHead = receive(next);
                if (hasHead && !answered) {
                    answered = true;
                    socket.getOutputStream().write(answer);
                    if (closes) {
                        socket.shutdownOutput();
                    }
                }
            }
        } catch (IOException e) {
            // the client hung up
        }
    }

    private synchronized boolean receive(int next) {
        received.write(next);
        notifyAll();
        return text().contains("\r\n\r\n");
    }

    private synchronized String text() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** What the client has sent, once it ends like this. */
    public synchronized String awaitRequest(String ending) {
        while (!text().endsWith(ending)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(text(), e);
            }
        }
        return text();
    }

    /** Where it listens, as if {@code DOCKER_HOST} said so. */
    public DaemonEndpoint endpoint() {
        return new DaemonEndpoint(URI.create("tcp://127.0.0.1:" + server.getLocalPort()), null, false, "DOCKER_HOST");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
