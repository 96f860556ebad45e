package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousByteChannel;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Future;

/**
 * A file channel on a pipe, which has no positions: zero stands for wherever it is.
 *
 * @param file the pipe, open for both directions
 */
record PipeChannel(AsynchronousFileChannel file) implements AsynchronousByteChannel {

    @Override
    public <A> void read(ByteBuffer target, A attachment, CompletionHandler<Integer, ? super A> handler) {
        file.read(target, 0, attachment, handler);
    }

    @Override
    public Future<Integer> read(ByteBuffer target) {
        return file.read(target, 0);
    }

    @Override
    public <A> void write(ByteBuffer source, A attachment, CompletionHandler<Integer, ? super A> handler) {
        file.write(source, 0, attachment, handler);
    }

    @Override
    public Future<Integer> write(ByteBuffer source) {
        return file.write(source, 0);
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
