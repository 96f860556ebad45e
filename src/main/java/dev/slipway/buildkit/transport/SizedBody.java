package dev.slipway.buildkit.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length the head told. */
final class SizedBody extends InputStream {

    private final InputStream input;
    private long left;

    SizedBody(InputStream input, long length) {
        this.input = input;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = input.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine hung up in the middle of its answer");
        }
        left -= count;
        return count;
    }
}
