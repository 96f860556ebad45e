package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** Shows a stream to grpc-java as the socket that it wants to have; there is no address behind it. */
public final class StreamSocket extends Socket {

    private final ByteStream stream;
    private volatile boolean closed;

    /** @param stream closed with the socket */
    public StreamSocket(ByteStream stream) {
        this.stream = stream;
    }

    @Override
    public InputStream getInputStream() {
        return stream.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return stream.output();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        stream.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
