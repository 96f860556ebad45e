package dev.slipway.layout;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Gzip that does not compress. What a JDK's own compresses depends on the zlib that it was built with, and its header on
 * its version; this is the same everywhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4">RFC 1951, non-compressed blocks</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, member format</a>
 */
final class StoredGzip extends FilterOutputStream {

    /** Without a time and a name, from an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int MAX_BLOCK = 0xffff;

    private final ByteBuffer block = ByteBuffer.allocate(MAX_BLOCK);
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean closed;

    StoredGzip(OutputStream target) throws IOException {
        super(target);
        target.write(HEADER);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        checksum.update(source, offset, length);
        size += length;
        int from = offset;
        while (from < offset + length) {
            int part = Math.min(block.remaining(), offset + length - from);
            block.put(source, from, part);
            from += part;
            if (!block.hasRemaining()) {
                writeBlock(0);
            }
        }
    }

    private void writeBlock(int isLast) throws IOException {
        int length = block.position();
        out.write(isLast);
        out.write(littleEndian(Short.BYTES)
                .putShort((short) length)
                .putShort((short) ~length)
                .array());
        out.write(block.array(), 0, length);
        block.clear();
    }

    private static ByteBuffer littleEndian(int bytesOfEach) {
        return ByteBuffer.allocate(2 * bytesOfEach).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writeBlock(1);
            out.write(littleEndian(Integer.BYTES)
                    .putInt((int) checksum.getValue())
                    .putInt((int) size)
                    .array());
            super.close();
        }
    }
}
