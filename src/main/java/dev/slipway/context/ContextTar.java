package dev.slipway.context;

import dev.slipway.context.ContextEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A build context as a tar stream, as {@code POST /build} of the Docker Engine API wants it.
 *
 * <p>Made while it is read: no thread, no temporary file, and memory for one chunk of one file. The format is POSIX
 * (pax), with user and group 0 and times in whole seconds, as Docker's client sends it.
 *
 * <p>Whatever the context cannot give ends the stream with an {@link IOException} whose cause is a
 * {@link ContextException}; who reads through an HTTP client that wraps exceptions asks {@link #failure()}.
 */
public final class ContextTar extends InputStream {

    private static final int CHUNK = 64 * 1024;
    private static final int BLOCK = 20 * 512;

    private final BuildContext context;
    private final TarOutbox outbox = new TarOutbox();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(outbox, BLOCK, StandardCharsets.UTF_8.name());
    private final byte[] chunk = new byte[CHUNK];
    private @Nullable Iterator<ContextEntry> entries;
    private @Nullable OpenFile file;
    private boolean finished;
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong filesSent = new AtomicLong();
    private volatile @Nullable ContextException failure;

    /** The context as it is. */
    public ContextTar(BuildContext context) {
        this.context = context;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        fill();
        int count = outbox.take(target, offset, length);
        bytesSent.addAndGet(Math.max(count, 0));
        return count;
    }

    private void fill() throws IOException {
        ContextException failed = failure;
        try {
            while (failed == null && outbox.isEmpty() && !finished) {
                advance();
            }
        } catch (ContextException e) {
            failed = e;
            failure = e;
        }
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private void advance() throws IOException {
        if (file != null) {
            copyChunk(file);
            return;
        }
        if (entries == null) {
            entries = context.entries();
        }
        if (entries.hasNext()) {
            begin(entries.next());
        } else {
            tar.finish();
            tar.close();
            finished = true;
        }
    }

    private void begin(ContextEntry entry) throws IOException {
        ContentSource content = entry.content();
        OpenFile opened = content == null ? null : OpenFile.of(entry, content, context.root());
        tar.putArchiveEntry(header(entry));
        if (opened == null) {
            tar.closeArchiveEntry();
        }
        file = opened;
        filesSent.addAndGet(entry.kind() == Kind.DIRECTORY ? 0 : 1);
    }

    private void copyChunk(OpenFile from) throws IOException {
        int count = from.read(chunk);
        if (count >= 0) {
            tar.write(chunk, 0, count);
            return;
        }
        file = null;
        from.close();
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(ContextEntry entry) {
        TarArchiveEntry header = new TarArchiveEntry(name(entry), type(entry), true);
        header.setSize(entry.size());
        header.setMode(entry.mode());
        header.setIds(0, 0);
        header.setNames("", "");
        header.setLastModifiedTime(FileTime.from(entry.modified().truncatedTo(ChronoUnit.SECONDS)));
        if (entry.linkTarget() != null) {
            header.setLinkName(entry.linkTarget());
        }
        return header;
    }

    private static String name(ContextEntry entry) {
        return entry.kind() == Kind.DIRECTORY ? entry.path() + "/" : entry.path();
    }

    private static byte type(ContextEntry entry) {
        return switch (entry.kind()) {
            case FILE -> TarConstants.LF_NORMAL;
            case DIRECTORY -> TarConstants.LF_DIR;
            case SYMBOLIC_LINK -> TarConstants.LF_SYMLINK;
        };
    }

    /** What can be read without touching the file system. */
    @Override
    public int available() {
        return outbox.size();
    }

    /** Gives up the file that is being read; what is left of the stream is lost. */
    @Override
    public void close() throws IOException {
        finished = true;
        outbox.clear();
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** What ended the stream before its end; empty if nothing did, or has until now. */
    public Optional<ContextException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Bytes of the stream that have been read until now. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Files and links that have been begun until now. */
    public long filesSent() {
        return filesSent.get();
    }
}
