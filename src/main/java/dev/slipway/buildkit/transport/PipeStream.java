package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousByteChannel;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A named pipe of Windows as a stream. Asynchronous underneath, since a plain file handle lets nobody write while
 * somebody waits for a read.
 */
final class PipeStream implements ByteStream {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final AsynchronousByteChannel channel;

    PipeStream(AsynchronousByteChannel channel) {
        this.channel = channel;
    }

    /** Opens a pipe; waits for up to 10 s while all its instances are taken. */
    static ByteStream open(Path pipe) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new PipeStream(new PipeChannel(
                        AsynchronousFileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)));
            } catch (NoSuchFileException e) {
                throw e;
            } catch (FileSystemException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the pipe was busy");
        }
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
                return length == 0 ? 0 : result(channel.read(ByteBuffer.wrap(target, offset, length)));
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
                    result(channel.write(buffer));
                }
            }
        };
    }

    private static int result(Future<Integer> operation) throws IOException {
        try {
            return operation.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the engine was waited for");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
