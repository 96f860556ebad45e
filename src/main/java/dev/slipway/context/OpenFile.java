package dev.slipway.context;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is being sent, which must have exactly the bytes that its header promised. */
public final class OpenFile implements Closeable {

    private final Path path;
    private final InputStream content;
    private long left;

    private OpenFile(Path path, InputStream content, long size) {
        this.path = path;
        this.content = content;
        this.left = size;
    }

    /**
     * Opens a file of a context.
     *
     * @param content the entry's
     * @param root    the context's
     * @throws ContextException if it cannot be opened
     */
    public static OpenFile of(ContextEntry entry, ContentSource content, Path root) {
        Path path = EntryName.resolve(root, entry.path()).orElse(root);
        try {
            return new OpenFile(path, content.open(), entry.size());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Fills the chunk with the bytes that come next, as far as they come.
     *
     * @return how many came; -1 at the end
     * @throws ContextException if it cannot be read, or is longer or shorter than it was
     */
    public int read(byte[] chunk) {
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
            throw unreadable(path, e);
        }
    }

    /** Links are not followed, and folders can be opened but not read; what the system says of it would puzzle. */
    private static ContextException unreadable(Path path, IOException cause) {
        if (Files.isSymbolicLink(path) || Files.isDirectory(path)) {
            return ContextException.changed(path, "it is not a file any more", cause);
        }
        return ContextException.unreadable(path, cause);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
