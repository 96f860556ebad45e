package dev.slipway.context;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a file that is not on the disk as it is in the context.
 *
 * @param bytes not copied; never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record MemoryContent(byte[] bytes) implements ContentSource {

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemoryContent content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
