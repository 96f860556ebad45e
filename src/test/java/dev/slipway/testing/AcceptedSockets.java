package dev.slipway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;

/** Hands connections that were accepted elsewhere to a gRPC server. */
final class AcceptedSockets extends ServerSocket {

    private final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
    private final Socket end = new Socket();

    AcceptedSockets() throws IOException {}

    void add(Socket socket) {
        sockets.add(socket);
    }

    ServerSocketFactory factory() {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket() {
                return AcceptedSockets.this;
            }

            @Override
            public ServerSocket createServerSocket(int port) {
                return AcceptedSockets.this;
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                return AcceptedSockets.this;
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
                return AcceptedSockets.this;
            }
        };
    }

    @Override
    public Socket accept() throws IOException {
        try {
            Socket socket = sockets.take();
            if (socket != end) {
                return socket;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("closed");
    }

    @Override
    public void bind(SocketAddress endpoint, int backlog) {}

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() throws IOException {
        sockets.add(end);
        super.close();
    }
}
