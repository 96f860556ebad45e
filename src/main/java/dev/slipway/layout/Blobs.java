package dev.slipway.layout;

import dev.slipway.image.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The blobs of a layout: files that are named by what is in them. Safe for use by several threads.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md#blobs">OCI image specification, blobs</a>
 */
public final class Blobs implements Closeable {

    /** How the name of a file begins that is not complete yet; no digest begins so. */
    static final String DRAFT_PREFIX = ".draft-";

    private final Path folder;
    private final Set<BlobDraft> drafts = new HashSet<>();
    private boolean closed;

    Blobs(Path layout) {
        this.folder = layout.resolve("blobs");
    }

    /** The file of a blob, which need not exist. */
    public Path file(Digest digest) {
        String[] parts = digest.value().split(":", 2);
        return folder.resolve(parts[0]).resolve(parts[1]);
    }

    /** Whether the blob is here. */
    public boolean has(Digest digest) {
        return Files.isRegularFile(file(digest));
    }

    /**
     * How many bytes a blob has.
     *
     * @throws java.nio.file.NoSuchFileException if it is not here
     */
    public long size(Digest digest) throws IOException {
        return Files.size(file(digest));
    }

    /**
     * Opens a blob for reading.
     *
     * @throws java.nio.file.NoSuchFileException if it is not here
     */
    public SeekableByteChannel open(Digest digest) throws IOException {
        return Files.newByteChannel(file(digest));
    }

    /**
     * Reads a blob from its beginning; its end is only reached if it is what its digest says.
     *
     * @throws java.nio.file.NoSuchFileException if it is not here
     */
    public InputStream read(Digest digest) throws IOException {
        return new CheckedBlob(Files.newInputStream(file(digest)), digest);
    }

    /** Whether a blob is what its digest says. */
    public boolean isIntact(Digest digest) {
        try (InputStream content = read(digest)) {
            content.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Adds a small blob, unless it is here.
     *
     * @throws IOException if it cannot be written
     */
    Digest add(byte[] content) throws IOException {
        Digest digest = Hashes.digest(content);
        if (!has(digest) || size(digest) != content.length) {
            try (BlobDraft draft = draft()) {
                draft.write(ByteBuffer.wrap(content));
                draft.commit(digest);
            }
        }
        return digest;
    }

    /**
     * Begins a blob; until it is complete, nobody sees it.
     *
     * @throws IOException if it cannot be written, or these blobs are closed
     */
    public synchronized BlobDraft draft() throws IOException {
        if (closed) {
            throw new IOException("the build is over");
        }
        Files.createDirectories(folder);
        BlobDraft draft = new BlobDraft(this, Files.createTempFile(folder, DRAFT_PREFIX, ""));
        drafts.add(draft);
        return draft;
    }

    synchronized void forget(BlobDraft draft) {
        drafts.remove(draft);
    }

    /**
     * Throws away what was begun and is not complete, and takes nothing more. A connection that breaks tells nobody who
     * writes, so whoever ends a build ends its writers here.
     */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (BlobDraft draft : List.copyOf(drafts)) {
            draft.close();
        }
    }

    /** Deletes what a process left that was killed, and all blobs but these. */
    void retain(Set<Digest> wanted) throws IOException {
        delete(folder, entry -> entry.getFileName().toString().startsWith(DRAFT_PREFIX));
        for (String algorithm : new String[] {"sha256", "sha512"}) {
            delete(
                    folder.resolve(algorithm),
                    entry -> wanted.stream().noneMatch(digest -> file(digest).equals(entry)));
        }
    }

    private static void delete(Path folder, DirectoryStream.Filter<Path> condemned) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, condemned)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }
}
