package dev.slipway.context;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file that is being sent, which must have exactly the bytes that its header promised. */
final class OpenFile implements Closeable {

    private final Path path;
    private final InputStream content;
    private long left;

    private OpenFile(Path path, InputStream content, long size) {
        this.path = path;
        this.content = content;
        this.left = size;
    }

    /** @throws ContextException if it cannot be opened */
    static OpenFile of(ContextEntry entry, ContentSource content, Path root) {
        Path path = root.resolve(entry.path());
        try {
            return new OpenFile(path, content.open(), entry.size());
        } catch (IOException e) {
            throw ContextException.unreadable(path, e);
        }
    }

    /**
     * Fills the chunk with the bytes that come next, as far as they come.
     *
     * @return how many came; -1 at the end
     * @throws ContextException if it cannot be read, or is longer or shorter than it was
     */
    int read(byte[] chunk) {
        try {
            int count = content.read(chunk, 0, (int) Math.max(1, Math.min(left, chunk.length)));
            if (count < 0 && left > 0) {
                throw ContextException.changed(path, "it became shorter while it was sent", null);
            }
            if (left == 0 && count > 0) {
                throw ContextException.changed(path, "it became longer while it was sent", null);
            }
            left -= Math.max(count, 0);
            return count;
        } catch (IOException e) {
            throw ContextException.unreadable(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
