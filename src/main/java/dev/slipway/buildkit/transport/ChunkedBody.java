package dev.slipway.buildkit.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that comes in chunks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer coding</a>
 */
final class ChunkedBody extends InputStream {

    private static final int MAX_LINE = 4096;

    private final InputStream input;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream input) {
        this.input = input;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = input.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw cut();
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            line();
        }
        begun = true;
        String size = line().replaceFirst(";.*", "").strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("the engine's answer is cut into chunks wrongly");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            while (!line().isEmpty()) {
                // trailers say nothing that we need
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw cut();
            }
            if (line.length() >= MAX_LINE) {
                throw new IOException("the engine's answer is cut into chunks wrongly");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static EOFException cut() {
        return new EOFException("the engine hung up in the middle of its answer");
    }
}
