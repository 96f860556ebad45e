package dev.slipway.context;

import java.io.OutputStream;
import java.util.Arrays;

/** Holds what a writer wrote until a reader takes it; small, since the writer is only called when nothing is left. */
final class TarOutbox extends OutputStream {

    private byte[] bytes = new byte[128 * 1024];
    private int start;
    private int end;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        }
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    /** Moves bytes to the target; -1 if there are none. */
    int take(byte[] target, int offset, int length) {
        if (isEmpty()) {
            return -1;
        }
        int count = Math.min(length, size());
        System.arraycopy(bytes, start, target, offset, count);
        start += count;
        if (isEmpty()) {
            clear();
        }
        return count;
    }

    boolean isEmpty() {
        return start == end;
    }

    int size() {
        return end - start;
    }

    void clear() {
        start = 0;
        end = 0;
    }
}
