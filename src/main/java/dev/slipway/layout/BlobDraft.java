package dev.slipway.layout;

import dev.slipway.image.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A blob that is being written. For one writer; closing it before it is complete leaves nothing behind. */
public final class BlobDraft implements Closeable {

    private final Blobs blobs;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest hash;
    private long written;

    BlobDraft(Blobs blobs, Path file) throws IOException {
        this.blobs = blobs;
        this.file = file;
        this.hash = Hashes.sha256();
        this.channel = open(file);
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** How many bytes were written so far. */
    public long written() {
        return written;
    }

    /** Adds bytes at the end, all that remain in the buffer. */
    public void write(ByteBuffer bytes) throws IOException {
        hash.update(bytes.duplicate());
        written += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Throws away what was written so far. */
    public void restart() throws IOException {
        hash.reset();
        channel.truncate(0);
        written = 0;
    }

    /** What is written to the stream is added at the end. */
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                BlobDraft.this.write(ByteBuffer.wrap(source, offset, length));
            }
        };
    }

    /**
     * Makes it a blob, if it is the one that was wanted.
     *
     * @throws IOException if its bytes have another digest
     */
    public void commit(Digest expected) throws IOException {
        Digest actual = digest();
        if (!actual.equals(expected)) {
            throw new IOException("the blob " + expected.shortHash() + " has other content: " + actual.shortHash());
        }
        place(actual);
    }

    /** Makes it a blob, whatever it is. */
    public Digest commit() throws IOException {
        Digest actual = digest();
        place(actual);
        return actual;
    }

    private Digest digest() {
        return Hashes.digest(hash);
    }

    private void place(Digest digest) throws IOException {
        channel.close();
        Path target = blobs.file(digest);
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        blobs.forget(this);
        channel.close();
        Files.deleteIfExists(file);
    }
}
