package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Gives grpc-java a new stream of ours for every socket that it asks for. */
public final class StreamSocketFactory extends SocketFactory {

    /** Opens a stream to the daemon. */
    @FunctionalInterface
    public interface Dialer {
        /** A new stream, ready for HTTP/2. */
        ByteStream dial() throws IOException;
    }

    private final Dialer dialer;

    /** @param dialer asked for each socket */
    public StreamSocketFactory(Dialer dialer) {
        this.dialer = dialer;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new StreamSocket(dialer.dial());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket();
    }
}
