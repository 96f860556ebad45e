package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A TCP or TLS socket as a stream.
 *
 * @param carrier the TCP socket: closing it ends TLS at once too, without waiting for a writer
 * @param input   what is read
 * @param output  what is written
 */
record SocketStream(Socket carrier, InputStream input, OutputStream output) implements ByteStream {

    /**
     * @param carrier  connected
     * @param speaking the same socket, or TLS on it
     */
    static SocketStream of(Socket carrier, Socket speaking) throws IOException {
        return new SocketStream(carrier, speaking.getInputStream(), speaking.getOutputStream());
    }

    @Override
    public void close() throws IOException {
        carrier.close();
    }
}
