package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket channel as a stream. Reading and writing at once works, which it does not through the JDK's own
 * {@code Channels.newInputStream} before version 19: that takes one lock for both.
 */
public final class ChannelStream implements ByteStream {

    private final SocketChannel channel;

    /** @param channel connected, blocking; closed with the stream */
    public ChannelStream(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length));
            }
        };
    }

    @Override
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
