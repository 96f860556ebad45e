package dev.slipway.buildkit.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes in both directions, whatever carries them: a socket, TLS, or a call inside of another connection. */
public interface ByteStream extends Closeable {

    /** What the other side says. */
    InputStream input();

    /** What we say; a flush sends it. */
    OutputStream output();

    /** Ends both directions at once, also under a reader that waits. */
    @Override
    void close() throws IOException;
}
